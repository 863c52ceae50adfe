package vn.lienthong.paygov.message;

/** A message that does not mean the same to every reader: nothing of it is believed, and only its hash is kept. */
public final class Unreadable extends Exception {

    Unreadable(String why) {
        super(why, null, false, false);
    }
}
