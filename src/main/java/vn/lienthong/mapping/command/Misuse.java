package vn.lienthong.mapping.command;

/** The command was called wrongly, or names something that is not there; the message says what. */
final class Misuse extends Exception {

    Misuse(String message) {
        super(message);
    }
}
