package vn.lienthong.intake.rest;

import java.util.Locale;

/**
 * How an API is asked for the next page of a list.
 *
 * @param kind which way it is
 * @param parameter of the request, that the page's number or cursor goes into
 * @param first the first page's number
 * @param next where an answer has the next page's cursor or address; it is the last one if there is none
 */
public record Paging(Kind kind, String parameter, int first, FieldPath next) {

    /** The ways. */
    public enum Kind {
        /** An answer has all there is. */
        NONE,
        /** Pages are counted; the first one without records is behind the last. */
        PAGE,
        /** An answer has the word to ask by for the next one. */
        CURSOR,
        /** An answer has the address of the next one, on the same host. */
        LINK
    }

    public Paging {
        boolean asks = kind == Kind.PAGE || kind == Kind.CURSOR;
        require(!asks || !parameter.isBlank(), "paging-parameter: expected the request's parameter, such as page");
        boolean told = kind == Kind.CURSOR || kind == Kind.LINK;
        require(!told || !next.isRoot(), "next: expected where an answer has its next page, such as paging.next");
    }

    /** As a route writes it. */
    public static Paging of(String kind, String parameter, int first, String next) {
        return new Paging(kind(kind), parameter, first, FieldPath.of(next));
    }

    private static Kind kind(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("paging: expected none, page, cursor or link");
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(expected);
        }
    }
}
