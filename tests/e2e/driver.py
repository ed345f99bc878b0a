# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the program from outside: finds things by the names that assistive technology sees, acts with a real
mouse and keys, waits by polling what is visible. A wait that runs out is the failure."""

import subprocess
import time

import pyatspi

PATIENCE = 25  # seconds; a loaded machine is slow, a passing test never waits for it


class Failed(AssertionError):
    pass


def tool(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def until(what, condition, patience=PATIENCE):
    """Polls until `condition()` is true and returns it; a bus that loses an object counts as not yet."""
    end = time.monotonic() + patience
    last = None
    while time.monotonic() < end:
        try:
            result = condition()
            if result:
                return result
        except Exception as problem:  # objects come and go while they are walked
            last = problem
        time.sleep(0.05)
    raise Failed(f"waited for {what}" + (f" ({last})" if last else ""))


def walk(root, name=None, role=None):
    """Depth first; long tables are not walked."""
    if (name is None or root.name == name) and (role is None or root.getRoleName() == role):
        return root
    for i in range(min(root.childCount, 400)):
        child = root.getChildAtIndex(i)
        found = walk(child, name, role) if child else None
        if found:
            return found
    return None


class Program:
    def __init__(self, *command):
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        desktop = pyatspi.Registry.getDesktop(0)
        self.root = until(
            "the program on the accessibility bus",
            lambda: next((a for a in desktop if a and a.get_process_id() == self.process.pid), None),
        )
        until("its window", lambda: walk(self.root, role="menu bar"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def find(self, name=None, role=None, within=None):
        return until(f"“{name or role}”", lambda: walk(within or self.root, name, role))

    def figure(self, name):
        """The tile of a key figure, and what it shows."""
        return self.find(name, within=self.find("Key figures"))

    def shown(self, name):
        return self.figure(name).description

    @staticmethod
    def box(thing):
        e = thing.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        return e.x, e.y, e.width, e.height

    def centre(self, thing):
        def place():
            x, y, w, h = self.box(thing)
            return (x + w // 2, y + h // 2) if w > 0 and x >= 0 and y >= 0 else None

        return until(f"the place of “{thing.name}”", place)

    def move(self, x, y):
        tool("xdotool", "mousemove", str(x), str(y))

    def click(self, thing, button="1"):
        self.move(*self.centre(thing))
        tool("xdotool", "click", button)

    def press(self, thing, by, steps=8, hold=None):
        """Presses the button on a thing and moves by pixels; release() ends it. A key may be held once it moves."""
        x, y = self.centre(thing)
        self.move(x, y)
        tool("xdotool", "mousedown", "1")
        for i in range(1, steps + 1):
            self.move(x + by[0] * i // steps, y + by[1] * i // steps)
            if i == 3 and hold:
                tool("xdotool", "keydown", hold)
            time.sleep(0.02)

    @staticmethod
    def release(held=None):
        tool("xdotool", "mouseup", "1")
        if held:
            tool("xdotool", "keyup", held)

    @staticmethod
    def keys(*keys):
        tool("xdotool", "key", "--delay", "20", *keys)

    @staticmethod
    def type(text):
        tool("xdotool", "type", "--delay", "10", text)

    def menu(self, *path):
        within = self.find(role="menu bar")
        for step in path:
            entry = self.find(step, within=within)
            self.click(entry)
            within = entry

    def status(self, part):
        """Waits until the status bar says something."""
        bar = self.find(role="status bar")
        return until(
            f"“{part}” in the status bar",
            lambda: any(part in (bar.getChildAtIndex(i).name or "") for i in range(bar.childCount)),
        )

    def typed_file(self, title, path):
        """Answers a file dialog by typing the path."""
        dialog = self.find(title, "dialog")
        self.find("File name:", "text", within=dialog)
        self.keys("ctrl+a")
        self.type(path)
        self.keys("Return")
        until("the dialog to close", lambda: not walk(self.root, title, "dialog"))
