"""Starts the web page and everything behind it; says when it is ready and where. Ctrl-C stops all of it."""

from __future__ import annotations

import argparse
import sys

from steady.settings import find_root, load_settings, write_env


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="overrules STEADY_HOST")
    parser.add_argument("--port", type=int, help="overrules STEADY_PORT")


def run(options: argparse.Namespace) -> int:
    from dataclasses import replace

    root = find_root()
    if write_env(root / ".env"):
        print("Made .env with a fresh secret: keep it, and keep a copy of it.", file=sys.stderr)
    settings = load_settings(root)
    settings = replace(settings, host=options.host or settings.host, port=options.port or settings.port)
    from steady.serving.training import train_apart

    if failed := train_apart(root):
        return failed
    from steady.framework.stand_ins import install

    install()
    from steady.serving.app import serve

    return serve(settings)
