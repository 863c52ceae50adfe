package vn.lienthong.situation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told at once.
 *
 * @param fresh what is new or has grown
 * @param open what was told before and is still so
 * @param over what was told before and is so no more
 */
record Alert(List<Line> fresh, List<Line> open, List<Line> over) {

    /**
     * @param advice what to do; null: the page says it
     * @param page where the console shows it; null of what is over
     */
    record Line(
            String says, @Nullable String advice, @Nullable String page) {

        static Line of(Concern concern) {
            return new Line(concern.says(), concern.advice(), concern.page());
        }

        static Line over(String says) {
            return new Line(says, null, null);
        }
    }
}
