"""The Debian packages whose tools make and check the Debian package; importable by any Python, before set-up."""

BUILT_WITH = ("binutils", "chrpath", "dpkg-dev", "libc-bin")
"""Without these there is no package."""

CHECKED_WITH = (
    "appstream",
    "debian-archive-keyring",
    "debootstrap",
    "desktop-file-utils",
    "lintian",
    "man-db",
    "shared-mime-info",
    "x11-utils",
    "xvfb",
)
"""Where one of these is missing, what it would check is left out, and that is said."""
