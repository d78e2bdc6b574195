"""The browser of the tests: found on the machine, or Debian's, installed where one may.

`TEST_BROWSER` names another one, or says `skip`: then the tests that want one are skipped, which CI
(`CI=true`) never does.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A microphone that nobody is asked about, and that hears a beep.
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    # A site that a test plays may show a page of this machine in a frame.
    "--disable-features=LocalNetworkAccessChecks",
    "--no-first-run",
    # No name leads anywhere, whoever asks for it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def chromium() -> str | None:
    """Where a Chromium is on this machine, if there is one."""
    named = os.environ.get("TEST_BROWSER", "")
    if named and named != "skip":
        return shutil.which(named)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def may_skip() -> bool:
    """Whether tests may do without a browser."""
    return os.environ.get("TEST_BROWSER") == "skip" and not os.environ.get("CI")


def install() -> None:
    """Install Debian's package. Raises CalledProcessError when it cannot be had."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "--yes", "--no-install-recommends", "chromium"]
    for words in (["update"], install):
        command = ["apt-get", *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Have a browser there before the tests begin, or say why there is none."""
    if chromium() is not None or may_skip():
        return
    is_debian = Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None
    if is_debian and os.geteuid() == 0:
        _say("no Chromium on this machine: installing Debian's package chromium for the tests")
        try:
            install()
        except subprocess.CalledProcessError as error:
            _say(f"it cannot be installed: {error}")
    if chromium() is None:
        _say("no Chromium: the tests of the pages will fail (TEST_BROWSER=skip leaves them out)")


if __name__ == "__main__":
    main()
