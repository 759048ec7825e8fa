package io.aiops4j.learning.json;

/** Where in a value something stands, and so what may follow it. */
enum Place {
    ROOT(""),
    NAME(":"),
    MEMBER(",}"),
    ELEMENT(",]");

    private final String followers;

    Place(String followers) {
        this.followers = followers;
    }

    /** Whether what begins here may follow; the end of the text and comments always may. */
    boolean allows(String text, int at) {
        return at >= text.length()
                || followers.indexOf(text.charAt(at)) >= 0
                || (this != ROOT && Gaps.isComment(text, at));
    }
}
