package vn.lienthong.situation;

/**
 * An alert in words.
 *
 * @param subject one line
 * @param body several, plain
 */
record AlertText(String subject, String body, Alert alert) {}
