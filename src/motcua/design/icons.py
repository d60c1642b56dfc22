"""The icons and the mark of the house: own drawings, one path each, coloured by the text around them."""

PATHS = {
    "check": '<path d="M4 12.5l5.2 5.2L20 7"/>',
    "stop": '<circle cx="12" cy="12" r="9"/><path d="M6 6l12 12"/>',
    "warn": '<path d="M12 3.5L22 20.5H2z"/><path d="M12 10v4.5M12 17.4v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.1"/>',
    "bad": '<path d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8z"/><path d="M12 7.5v5.5M12 16.4v.1"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>',
    "print": '<path d="M7 8V3h10v5M7 17H4V9h16v8h-3M7 14h10v7H7z"/>',
    "scan": '<path d="M3 8V3h5M16 3h5v5M21 16v5h-5M8 21H3v-5M3 12h18"/>',
    "down": '<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>',
    "next": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "lock": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "bell": '<path d="M5 17h14l-1.6-2.4V10a5.4 5.4 0 0 0-10.8 0v4.6zM10 20h4M12 4.6V2.5"/>',
    "find": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
}
FOR_TONE = {"good": "check", "warn": "warn", "bad": "bad", "info": "info"}
MARK = (
    '<path d="M4 21.5V8.5a8 8 0 0 1 16 0v13" fill="none" stroke="currentColor" stroke-width="2.2"/>'
    '<path d="M8.5 21.5V9a3.5 3.5 0 0 1 3.5-3.5l4 2.8v13.2z" fill="currentColor"/>'
    '<path d="M2 21.5h20" stroke="currentColor" stroke-width="2.2"/>'
)
