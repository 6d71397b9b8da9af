"""The words of the fixed sets as they follow `is`: the post *is a reply*, it goes out *on* LinkedIn."""

ACTIONS = {
    "post": "a new post",
    "reply": "a reply",
    "repost": "a bare repost",
    "quote": "a repost with words of its own",
    "like": "a like",
    "follow": "a follow",
    "edit": "an edit",
    "delete": "a deletion",
}
PURPOSES = {
    "event": "about an event",
    "product": "about a product",
    "cause": "for a cause",
    "answer": "an answer",
    "news": "news",
    "correction": "a correction",
    "recruitment": "for recruiting people",
    "expression": "somebody's own view or taste",
}
VISIBILITIES = {
    "public": "public",
    "unlisted": "open to anybody with the link",
    "followers": "for followers alone",
    "group": "for the members of a group",
    "direct": "a direct message",
}
PLATFORMS = {
    "x": "X",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "threads": "Threads",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "linkedin": "LinkedIn",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "pinterest": "Pinterest",
    "reddit": "Reddit",
    "telegram": "Telegram",
    "discord": "Discord",
    "tumblr": "Tumblr",
    "google_business": "Google Business",
    "farcaster": "Farcaster",
    "other": "another platform",
}
TIES = {
    "family": "a family tie",
    "friend": "a friendship",
    "employment": "a job",
    "money": "one of money",
    "gift": "a gift",
    "ownership": "one of ownership",
    "membership": "a membership",
    "client": "that of a client",
    "supplier": "that of a supplier",
    "rivalry": "a rivalry",
    "other": "of another kind",
}
MEDIA = {
    "photo": "a photo",
    "video": "a video",
    "audio": "a recording",
    "gif": "a GIF",
    "document": "a document",
}
PAGES = {
    "page": "a web page",
    "profile": "somebody's profile",
    "post": "somebody's post",
    "video": "a video",
    "document": "a document",
    "form": "a form",
    "shop": "a shop",
}
