package vn.lienthong.mapping.rule;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.SourceNames;
import vn.lienthong.mapping.text.Blank;

/**
 * Where the elements of a target list are in the source.
 *
 * @param through lists that are gone through on the way, from the outside; their elements are none of this one
 * @param list null: the elements are at the places themselves
 * @param places where single elements are; empty if there is a list
 * @param separators where a text is divided into elements; null: the elements are those of a list
 * @param oneIsList whether something else than a list counts as its only element
 * @param text how the mapping says it
 */
record SourceList(
        List<Path> through,
        @Nullable Path list,
        List<Path> places,
        @Nullable Pattern separators,
        boolean oneIsList,
        String text) {

    SourceList {
        through = List.copyOf(through);
        places = List.copyOf(places);
    }

    /** Takes one element; of those that have been reported it does not hear. */
    interface Taker {

        /** @return whether the element is one of the target's too */
        boolean take(Scope element);
    }

    /** Whether nobody has said yet where it is. */
    boolean isOpen() {
        return list != null && list.isQuestion();
    }

    /** The number of the field without which there is no element; negative if there is more to it. */
    int onlyStep() {
        return list == null ? SourceNames.UNKNOWN : level(0, list).onlyStep();
    }

    /** What names are relative to in an element. */
    List<Prefix> inside(Prefix prefix) {
        if (list == null) {
            return places.stream().map(prefix::into).toList();
        }
        Prefix inside = prefix;
        for (Path path : through) {
            inside = inside.into(path);
        }
        return List.of(inside.into(list));
    }

    private Path level(int level, Path innermost) {
        return level < through.size() ? through.get(level) : innermost;
    }

    /**
     * Gives away each element.
     *
     * @param rule that asks, and the name of its target
     * @return how many were taken; negative if the list is wrong, which has been reported
     */
    int each(Scope scope, Run run, Spot rule, String name, Taker taker) {
        return list == null
                ? eachPlace(scope, run, rule, name, taker)
                : new Walk(run, rule, name, list, taker).level(0, scope, 0);
    }

    private int eachPlace(Scope scope, Run run, Spot rule, String name, Taker taker) {
        int taken = 0;
        for (Path path : places) {
            JsonNode found = path.find(scope, run, rule);
            if (found != null) {
                run.trail().enter(path, -1);
                Scope element = new Scope(found, scope, name, taken, path, -1);
                taken += !run.isReported(element) && taker.take(element) ? 1 : 0;
                run.trail().leave();
            }
        }
        return taken;
    }

    /** Through lists within lists, each after the one before it. */
    private final class Walk {

        private final Run run;
        private final Spot rule;
        private final String name;
        private final Path innermost;
        private final Taker taker;

        Walk(Run run, Spot rule, String name, Path innermost, Taker taker) {
            this.run = run;
            this.rule = rule;
            this.name = name;
            this.innermost = innermost;
            this.taker = taker;
        }

        /**
         * @param before how many elements have been taken
         * @return how many were taken now; negative if something is wrong, and none was
         */
        int level(int level, Scope scope, int before) {
            Path path = SourceList.this.level(level, innermost);
            JsonNode found = path.find(scope, run, rule);
            if (found == null) {
                return 0;
            }
            boolean last = level == through.size();
            if (last && separators != null) {
                return parts(separators, found, path, scope, before);
            }
            boolean single = !found.isArray() && oneIsList;
            if (!found.isArray() && !single) {
                run.sourceIsNot("array", found, path, rule, scope);
                return -1;
            }
            int taken = 0;
            boolean wrong = false;
            int size = single ? 1 : found.size();
            for (int i = 0; i < size; i++) {
                JsonNode element = single ? found : found.get(i);
                int at = single ? -1 : i;
                run.trail().enter(path, at);
                int inner = last
                        ? element(new Scope(element, scope, name, before + taken, path, at))
                        : inside(level, new Scope(element, scope, null, -1, path, at), before + taken);
                run.trail().leave();
                wrong |= inner < 0;
                taken += Math.max(inner, 0);
            }
            return wrong && taken == 0 ? -1 : taken;
        }

        private int element(Scope element) {
            return run.isReported(element) ? -1 : taker.take(element) ? 1 : 0;
        }

        private int inside(int level, Scope element, int before) {
            if (run.isReported(element)) {
                return -1;
            }
            return Path.isPresent(element.node()) ? level(level + 1, element, before) : 0;
        }

        private int parts(Pattern separators, JsonNode found, Path path, Scope scope, int before) {
            if (!found.isValueNode()) {
                run.sourceIsNot("string", found, path, rule, scope);
                return -1;
            }
            int taken = 0;
            int at = 0;
            for (String part : separators.split(found.asString())) {
                if (!Blank.is(part)) {
                    JsonNode element = JsonNodeFactory.instance.stringNode(Blank.strip(part));
                    run.trail().enter(path, at);
                    taken += Math.max(element(new Scope(element, scope, name, before + taken, path, at)), 0);
                    run.trail().leave();
                    at++;
                }
            }
            return taken;
        }
    }
}
