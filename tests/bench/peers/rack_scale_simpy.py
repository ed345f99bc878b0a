#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rack-scale model of the simulation benchmark (rack_scale in tests/bench/simulation.cpp), written with SimPy:
20 racks of 18 trays on 5 CDU groups, a job on 16 trays of 18 racks, checkpoints, repairs. One process a tray, a CDU
and the job, as the library is meant to be used. Prints incidents per second and the goodput; the closed form is
0.97776. Optional: nothing in the tests needs SimPy.

    python3 tests/bench/peers/rack_scale_simpy.py [--incidents N] [--seed S] [--checkpoints events|counted]

With --checkpoints counted the job counts its checkpoints at an interruption instead of living through each, which
is what Rackloom does; events is the plain way."""

import argparse
import random
import time

import simpy

RACKS, PER_CDU, TRAYS, NEEDED_TRAYS, NEEDED = 20, 4, 18, 16, 18
TRAY_LIFE, HARD, TRAY_REPAIR = 12000.0, 0.4, 24.0
CDU_LIFE, CDU_REPAIR, OTHER_LIFE = 8760.0, 6.0, 200.0
COMPUTE, STALL, DRAIN, DOWN, RESTORE = 0.5, 5 / 3600, 0.1, 0.1, 0.1
PERIOD = COMPUTE + STALL


class Site:
    def __init__(self, env, seed, every_checkpoint):
        self.env = env
        self.random = random.Random(seed)
        self.every_checkpoint = every_checkpoint
        self.ok = [[True] * TRAYS for _ in range(RACKS)]
        self.count = [TRAYS] * RACKS
        self.cdu_up = [True] * ((RACKS + PER_CDU - 1) // PER_CDU)
        self.active = [set() for _ in range(RACKS)]
        self.listening = False
        self.changed = env.event()
        self.incidents = 0
        self.work = 0.0
        self.job = env.process(self.run_job())
        for rack in range(RACKS):
            for tray in range(TRAYS):
                env.process(self.live_tray(rack, tray))
        for cdu in range(len(self.cdu_up)):
            env.process(self.live_cdu(cdu))
        env.process(self.live_rest())

    def lasting(self, mean):
        return self.env.timeout(self.random.expovariate(1 / mean))

    def hit(self):
        if self.listening:
            self.listening = False
            self.incidents += 1
            self.job.interrupt()

    def tell(self):
        self.changed.succeed()
        self.changed = self.env.event()

    def live_tray(self, rack, tray):
        while True:
            yield self.lasting(TRAY_LIFE)
            in_use = tray in self.active[rack]
            hard = self.random.random() < HARD
            if hard:
                self.ok[rack][tray] = False
                self.count[rack] -= 1
            if in_use:
                self.hit()
            if hard:
                yield self.lasting(TRAY_REPAIR)
                self.ok[rack][tray] = True
                self.count[rack] += 1
                self.tell()

    def live_cdu(self, cdu):
        while True:
            yield self.lasting(CDU_LIFE)
            self.cdu_up[cdu] = False
            if any(self.active[rack] for rack in range(cdu * PER_CDU, min((cdu + 1) * PER_CDU, RACKS))):
                self.hit()
            yield self.lasting(CDU_REPAIR)
            self.cdu_up[cdu] = True
            self.tell()

    def live_rest(self):
        while True:
            yield self.lasting(OTHER_LIFE)
            self.hit()

    def place(self):
        usable = [r for r in range(RACKS) if self.cdu_up[r // PER_CDU] and self.count[r] >= NEEDED_TRAYS]
        chosen = set(usable[:NEEDED]) if len(usable) >= NEEDED else set()
        for rack in range(RACKS):
            trays = [t for t in range(TRAYS) if self.ok[rack][t]] if rack in chosen else []
            self.active[rack] = set(trays[:NEEDED_TRAYS])
        return bool(chosen)

    def compute(self, begin):
        """Until interrupted; afterwards the durable work is in self.work."""
        durable = []
        try:
            if not self.every_checkpoint:
                yield self.env.event()  # never
            while True:
                yield self.env.timeout(COMPUTE)
                yield self.env.timeout(STALL)
                durable.append(self.env.now + DRAIN)
        except simpy.Interrupt:
            now = self.env.now
            if self.every_checkpoint:
                saved = sum(1 for when in durable if when <= now)
            else:
                saved = max(int((now - begin - DRAIN) // PERIOD), 0)
            self.work += saved * COMPUTE

    def run_job(self):
        self.place()
        while True:
            self.listening = True
            yield from self.compute(self.env.now)
            restored = False
            while not restored:
                yield self.env.timeout(DOWN)
                while not self.place():
                    yield self.changed
                self.listening = True
                try:
                    yield self.env.timeout(RESTORE)
                    restored = True
                except simpy.Interrupt:
                    pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--incidents", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checkpoints", choices=("events", "counted"), default="events")
    options = parser.parse_args()
    env = simpy.Environment()
    site = Site(env, options.seed, options.checkpoints == "events")
    begin = time.perf_counter()
    while site.incidents < options.incidents:
        env.step()
    seconds = time.perf_counter() - begin
    print(f"incidents {site.incidents}  seconds {seconds:.3f}  incidents/s {site.incidents / seconds:.0f}"
          f"  goodput {site.work / env.now:.5f}")


if __name__ == "__main__":
    main()
