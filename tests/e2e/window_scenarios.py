# SPDX-License-Identifier: GPL-3.0-or-later
"""What a newcomer does first, with mouse and keys in the real window: create a design, drag, undo, ask where a
number comes from, add a device to one rack, change the theme, export, save, and read the same numbers on the
command line."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

from driver import Failed, Program, tool, until

PROGRAM = sys.argv[1]
FOLDER = tempfile.mkdtemp()
SAMPLE = os.path.join(FOLDER, "sample.rackloom")


def metrics(path):
    out = subprocess.run([PROGRAM, "analyze", path, "--json"], check=True, capture_output=True, text=True).stdout
    return {m["id"]: m.get("value") for m in json.loads(out)["metrics"]}


def opened():
    return Program(PROGRAM, SAMPLE)


def the_start_page_creates_a_design():
    with Program(PROGRAM) as p:
        p.click(p.find("Create design", "push button"))
        until("576 GPUs", lambda: p.shown("GPUs") == "576")


def dragging_a_rack_changes_the_cables_and_undo_brings_them_back():
    with opened() as p:
        until("the first report", lambda: p.shown("GPUs") == "576")
        canvas = p.find("Hall plan", "canvas")
        before = until("a cable length", lambda: p.shown("Cable length"))
        p.press(p.find("Rack A8", within=canvas), (0, -55))
        until("another cable length while dragging", lambda: p.shown("Cable length") != before)
        p.release()
        p.keys("ctrl+z")
        until("the old cable length", lambda: p.shown("Cable length") == before)


def a_copy_under_way_is_given_up_with_escape():
    with opened() as p:
        until("the first report", lambda: p.shown("GPUs") == "576")
        p.press(p.find("Rack A8", within=p.find("Hall plan", "canvas")), (0, -55), hold="ctrl")
        try:
            until("72 GPUs more", lambda: p.shown("GPUs") == "648")
            p.keys("Escape")
            until("the old number", lambda: p.shown("GPUs") == "576")
        finally:
            p.release("ctrl")


def a_click_on_a_number_explains_it():
    with opened() as p:
        until("the first report", lambda: p.shown("GPUs") == "576")
        p.click(p.figure("Goodput"))
        text = p.find("Explanation")

        def explained():
            t = text.queryText()
            return "Formula" in t.getText(0, t.characterCount)

        until("the explanation", explained)


def the_theme_turns_dark():
    if not shutil.which("import"):
        return print("  (no picture program: not looked at)")
    with opened() as p:
        x, y = p.centre(p.find("Hall plan", "canvas"))

        def lightness():
            pixel = tool("import", "-window", "root", "-crop", f"1x1+{x}+{y - 200}", "-depth", "8", "txt:-")
            return int(pixel.split("#")[-1][:2], 16)

        until("a light canvas", lambda: lightness() > 200)
        p.menu("View", "Theme", "Dark")
        until("a dark canvas", lambda: lightness() < 80)


def the_report_is_exported():
    with opened() as p:
        until("the first report", lambda: p.shown("GPUs") == "576")
        path = os.path.join(FOLDER, "report.pdf")
        p.keys("ctrl+e")
        p.typed_file("Export report", path)
        p.status("Wrote the report")
        with open(path, "rb") as file:
            if file.read(5) != b"%PDF-":
                raise Failed("the report is no PDF")


def a_ninth_rack_is_saved_and_the_command_line_agrees():
    with opened() as p:
        until("the first report", lambda: p.shown("GPUs") == "576")
        p.click(p.find("Rack A1", within=p.find("Hall plan", "canvas")))
        p.keys("ctrl+d")
        until("a ninth rack", lambda: p.shown("GPUs") == "648")
        path = os.path.join(FOLDER, "nine.rackloom")
        p.keys("ctrl+shift+s")
        p.typed_file("Save as", path)
        p.status("Saved")
        if metrics(path)["capacity.gpus"] != 648:
            raise Failed("the command line counts other GPUs than the window")


def main():
    subprocess.run([PROGRAM, "new", "gb200-superpod", "-o", SAMPLE], check=True, capture_output=True)
    failed = 0
    for scenario in (
        the_start_page_creates_a_design,
        dragging_a_rack_changes_the_cables_and_undo_brings_them_back,
        a_copy_under_way_is_given_up_with_escape,
        a_click_on_a_number_explains_it,
        the_theme_turns_dark,
        the_report_is_exported,
        a_ninth_rack_is_saved_and_the_command_line_agrees,
    ):
        try:
            scenario()
            print("pass  ", scenario.__name__, flush=True)
        except Failed as problem:
            failed += 1
            print("FAILED", scenario.__name__, "-", problem, flush=True)
    shutil.rmtree(FOLDER)
    return 1 if failed else 0


sys.exit(main())
