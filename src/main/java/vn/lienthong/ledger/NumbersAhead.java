package vn.lienthong.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Numbers taken by the hundred, for rows whose numbers need be unique and no more. What is left of them when the process
 * ends is never used. Safe for any number of threads.
 */
final class NumbersAhead {

    private static final int AT_ONCE = 500;

    private final IntFunction<Iterator<Long>> source;
    private final Deque<Long> left = new ArrayDeque<>();

    /** @param source gives so many new numbers, and has committed them when it returns */
    NumbersAhead(IntFunction<Iterator<Long>> source) {
        this.source = source;
    }

    synchronized List<Long> take(int many) {
        if (left.size() < many) {
            source.apply(Math.max(many, AT_ONCE)).forEachRemaining(left::add);
        }
        return Stream.generate(left::remove).limit(many).toList();
    }
}
