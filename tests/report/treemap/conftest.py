"""Pages in a real browser, driven by the Chrome DevTools Protocol over a pipe.

Nothing listens on a port and nothing but a Chromium is needed: its `--remote-debugging-pipe` reads
commands from file descriptor 3 and answers on 4, JSON messages that end with a zero byte
(chromium/src, content/browser/devtools/devtools_pipe_handler.cc).
"""

import base64
import fcntl
import json
import os
import select
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from wasmlint.report.treemap import Kind, TreemapNode, treemap_page

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",  # containers seldom allow the namespaces that the sandbox needs
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
HUNG = 300
"""Seconds without an answer after which a browser is given up; no measure of the page."""
KEYS = {"/": "Slash", "Enter": "Enter"}
TEXT = {"Enter": "\r"}


class Browser:
    """A running Chromium, with a profile of its own."""

    def __init__(self, executable: str, profile: Path) -> None:
        commands, self._write = _pipe()
        self._read, answers = _pipe()
        self._rest = b""
        self._number = 0
        self.events: list[dict[str, Any]] = []
        log = str(profile / "log")
        self._pid = os.posix_spawn(
            executable,
            [executable, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, commands, 3),
                (os.POSIX_SPAWN_DUP2, answers, 4),
                (os.POSIX_SPAWN_OPEN, 2, log, os.O_WRONLY | os.O_CREAT, 0o600),
            ],
        )
        os.close(commands)
        os.close(answers)

    def __call__(self, method: str, session: str | None = None, **params: object) -> dict[str, Any]:
        """The result of a command; what the browser tells meanwhile goes to `events`."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": params}
        if session is not None:
            command["sessionId"] = session
        os.write(self._write, json.dumps(command).encode() + b"\0")
        while True:
            message = self._message()
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]  # type: ignore[no-any-return]
            self.events.append(message)

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], HUNG)
            assert ready, f"the browser has not answered for {HUNG} seconds"
            read = os.read(self._read, 1 << 20)
            assert read, "the browser has closed its pipe"
            self._rest += read
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)  # type: ignore[no-any-return]

    def close(self) -> None:
        self("Browser.close")
        os.close(self._write)
        os.close(self._read)
        os.waitpid(self._pid, 0)


def _pipe() -> tuple[int, int]:
    """A pipe to read from and write to, clear of the numbers that the browser wants for itself."""
    ends = os.pipe()
    kept = tuple(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in ends)
    for end in ends:
        os.close(end)
    return kept  # type: ignore[return-value]


class Page:
    """A tab with a page in it, and what a person does with it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        target = browser("Target.createTarget", url="about:blank")["targetId"]
        attached = browser("Target.attachToTarget", targetId=target, flatten=True)
        self._target, self._session = target, attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.tell(f"{domain}.enable")

    def tell(self, method: str, **params: object) -> dict[str, Any]:
        return self._browser(method, self._session, **params)

    def open(
        self,
        url: str,
        width: int = 1280,
        height: int = 800,
        scheme: str = "light",
        motion: str = "reduce",
    ) -> None:
        self._size(width, height)
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": motion},
        ]
        self.tell("Emulation.setEmulatedMedia", features=features)
        self._browser.events.clear()
        self.tell("Page.navigate", url=url)
        self.js(
            "new Promise(go => document.readyState === 'complete' ? go() : onload = () => go())"
        )
        self.settle()

    def resize(self, width: int, height: int) -> None:
        self._size(width, height)
        self.settle()

    def _size(self, width: int, height: int) -> None:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.tell("Emulation.setDeviceMetricsOverride", **size)

    def js(self, expression: str) -> Any:
        """The value of an expression in the page, awaited if it is a promise."""
        answer = self.tell(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def settle(self) -> None:
        """Waits until what was asked for is painted."""
        self.js("new Promise(go => requestAnimationFrame(() => requestAnimationFrame(() => go())))")

    def press(self, *keys: str) -> None:
        for key in keys:
            known = {"key": key, "code": KEYS.get(key, key), **_virtual(key)}
            text = {"text": TEXT.get(key, key)} if len(key) == 1 or key in TEXT else {}
            self.tell("Input.dispatchKeyEvent", type="keyDown", **known, **text)
            self.tell("Input.dispatchKeyEvent", type="keyUp", **known)
        self.settle()

    def write(self, text: str) -> None:
        self.tell("Input.insertText", text=text)
        self.settle()

    def middle(self, selector: str) -> tuple[float, float]:
        x, y = self.js(
            "(element => { element.scrollIntoViewIfNeeded();"
            " const { left, right, top, bottom } = element.getBoundingClientRect();"
            " return [(left + right) / 2, (top + bottom) / 2] })"
            f"(document.querySelector({json.dumps(selector)}))"
        )
        return x, y

    def hover(self, selector: str) -> None:
        x, y = self.middle(selector)
        self.tell("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        self.settle()

    def click(self, selector: str) -> None:
        x, y = self.middle(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.tell("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def text(self, selector: str) -> str:
        return str(self.js(f"document.querySelector({json.dumps(selector)}).innerText"))

    def texts(self, selector: str) -> list[str]:
        found = f"document.querySelectorAll({json.dumps(selector)})"
        return list(self.js(f"Array.from({found}, each => each.innerText)"))

    def focus(self) -> str:
        """What a screen reader says of the element that has the focus."""
        return str(self.js("document.activeElement.ariaLabel ?? document.activeElement.innerText"))

    def screenshot(self, path: Path) -> bytes:
        data = base64.b64decode(self.tell("Page.captureScreenshot")["data"])
        path.write_bytes(data)
        return data

    def events(self, *methods: str) -> list[dict[str, Any]]:
        """What the browser told of this page since it was opened."""
        return [
            event["params"]
            for event in self._browser.events
            if event.get("sessionId") == self._session and event["method"] in methods
        ]

    def problems(self) -> list[dict[str, Any]]:
        """Exceptions, errors in the console, and what the page's policy refused."""
        logged = self.events(
            "Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"
        )
        return [event for event in logged if event.get("entry", {}).get("level") != "verbose"]

    def close(self) -> None:
        self._browser("Target.closeTarget", targetId=self._target)


def _virtual(key: str) -> dict[str, int]:
    codes = {"Backspace": 8, "Enter": 13, "Escape": 27, "End": 35, "Home": 36}
    codes |= {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
    return {"windowsVirtualKeyCode": codes[key]} if key in codes else {}


def _package(name: str, kind: Kind, retained: int, *functions: tuple[str, int]) -> TreemapNode:
    children = tuple(
        TreemapNode(f"{name}.{function}", kind, size, 2 * size) for function, size in functions
    )
    return TreemapNode(name, kind, 100, retained, 1_000, children)


@pytest.fixture(scope="session")
def app() -> TreemapNode:
    """100,000 bytes in seven packages and a section."""
    cart = (("Add", 9_000), ("(*Cart).Total", 6_000), ("(*Cart).Remove", 4_900))
    return TreemapNode(
        "app.wasm",
        "other",
        0,
        children=(
            _package("runtime", "runtime", 24_000, ("mallocgc", 12_000), ("gcStart", 7_900)),
            _package("main", "main", 90_000, ("main", 2_900), ("init", 2_000)),
            _package("example.com/shop/cart", "module", 30_000, *cart),
            _package("github.com/a/money", "dependency", 9_000, ("Parse", 4_900)),
            _package("net/http", "std", 29_000, ("(*Server).Serve", 14_900), ("Get", 5_000)),
            _package("fmt", "std", 10_000, ("Sprintf", 4_900), ("(*pp).doPrintf", 5_000)),
            _package("wasm_export", "other", 300, ("run", 200)),
            TreemapNode("data", "unattributed", 19_700),
        ),
    )


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    executable = next((path for name in NAMES if (path := shutil.which(name))), None)
    if executable is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is on the PATH")
    running = Browser(executable, tmp_path_factory.mktemp("profile"))
    yield running
    running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = Page(browser)
    yield opened
    opened.close()


@pytest.fixture
def show(page: Page, tmp_path: Path) -> Callable[..., Page]:
    """Opens the page of a tree in a window as asked for: see `Page.open`."""

    def shown(root: TreemapNode, **window: object) -> Page:
        path = tmp_path / "report.html"
        path.write_text(treemap_page(root, root.name, [("Toolchain", "Go 1.26.8")]))
        page.open(path.as_uri(), **window)  # type: ignore[arg-type]
        return page

    return shown
