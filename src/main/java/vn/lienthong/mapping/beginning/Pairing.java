package vn.lienthong.mapping.beginning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.Similarity;

/**
 * Which field of a sample is probably which of a contract's structure: the likeliest pairs first, each field of the sample at
 * most once. By the name of the contract's field and its aliases, the whole path of the sample's field and its last word; and
 * by the shape of a value, where it is a dossier's number or cannot be a code.
 */
final class Pairing {

    /** What the contracts call the number of a dossier. */
    private static final List<String> NUMBER_OF_DOSSIER = List.of("MaHoSo", "dossierNo");

    /** Names of codes begin or end so, and no code has a blank in it. */
    private static final Set<String> CODE = Set.of("ma", "code");

    /** What the shape of a value proves, which a name that is the same still outdoes. */
    private static final double BY_VALUE = 0.95;

    /** What is left of a likeness where something speaks against it. */
    private static final double UNFIT = 0.8;

    /** From here on two names are alike as a whole; below, one has words the other lacks. */
    private static final double WHOLE = 0.85;

    /** What is left of a likeness to the name of a field that stands below something else. */
    private static final double ELSEWHERE = 0.7;

    private final Map<String, Pair> sure = new HashMap<>();
    private final Map<String, Pair> unsure = new HashMap<>();

    /**
     * @param source the path of the sample's field
     * @param like the alias it is like; null: it is like the name itself, or of a shape
     */
    record Pair(
            Type.Property property,
            String source,
            double likeness,
            @Nullable String like) {

        /** Why it is a pair, for a person. */
        String reason() {
            if (likeness == BY_VALUE) {
                return " (a national number of a dossier)";
            }
            long percent = Math.round(likeness * 100);
            return like == null
                    ? " (" + percent + " % alike)"
                    : " (" + percent + " % like " + Beginning.quoted(like) + ")";
        }

        private boolean isByName() {
            return like == null;
        }
    }

    /** @param level the name of the field the structure is the value of; empty: it is the whole record */
    Pairing(String level, Type.Structure contract, SampleFields sample) {
        Set<String> taken = new HashSet<>();
        for (Pair each : pairs(level, contract, sample)) {
            String property = each.property().name();
            boolean free = !taken.contains(each.source()) && !sure.containsKey(property);
            if (free && each.likeness() >= Similarity.LIKELY) {
                sure.put(property, each);
                taken.add(each.source());
            } else if (free && each.likeness() >= Similarity.POSSIBLE) {
                unsure.putIfAbsent(property, each);
            }
        }
    }

    @Nullable
    Pair sure(Type.Property property) {
        return sure.get(property.name());
    }

    @Nullable
    Pair unsure(Type.Property property) {
        return unsure.get(property.name());
    }

    /** The sample's fields that have a place. */
    List<String> sources() {
        return sure.values().stream().map(Pair::source).toList();
    }

    /** The field that has the number of the dossier; null: none is known to. */
    @Nullable
    String dossier() {
        return sure.values().stream()
                .filter(each -> isNumberOfDossier(each.property()))
                .map(Pair::source)
                .findFirst()
                .orElse(null);
    }

    /** Every one there could be, the likeliest first. */
    private static List<Pair> pairs(String level, Type.Structure contract, SampleFields sample) {
        List<Pair> all = new ArrayList<>();
        for (Type.Property property : contract.properties().values()) {
            if (property.type() instanceof ScalarType) {
                sample.values()
                        .forEach(source -> all.add(byValue(named(level, property, source), sample.first(source))));
            } else if (property.type() instanceof Type.Sequence list && list.items() instanceof Type.Structure) {
                sample.lists().forEach(source -> all.add(named(level, property, source)));
            }
        }
        all.sort(Comparator.comparingDouble(Pair::likeness)
                .thenComparing(Pair::isByName)
                .reversed());
        return all;
    }

    private static Pair named(String level, Type.Property property, String source) {
        double own = likeness(level, property.name(), source);
        Pair best = new Pair(property, source, property.aliases().isEmpty() ? own : whole(own), null);
        for (String alias : property.aliases()) {
            double likeness = whole(likeness(level, alias, source));
            best = likeness > best.likeness() ? new Pair(property, source, likeness, alias) : best;
        }
        return best;
    }

    /** Where a field's names are listed, what is like a part of one only is probably something else. */
    private static double whole(double likeness) {
        return likeness < WHOLE ? likeness * UNFIT : likeness;
    }

    /** By the last word alone only where the level before it is the same, or one side has none. */
    private static double likeness(String level, String name, String source) {
        int dot = source.lastIndexOf('.');
        String before = source.substring(0, Math.max(0, dot));
        boolean elsewhere = !level.isEmpty() && !before.isEmpty() && Similarity.of(level, before) < Similarity.LIKELY;
        double last = Similarity.of(name, source.substring(dot + 1));
        double whole = Math.max(Similarity.of(name, source), Similarity.of(level + " " + name, source));
        return Math.max(whole, elsewhere ? last * ELSEWHERE : last);
    }

    private static Pair byValue(Pair pair, JsonNode value) {
        if (isNumberOfDossier(pair.property()) && isNational(value) && pair.likeness() < BY_VALUE) {
            return new Pair(pair.property(), pair.source(), BY_VALUE, null);
        }
        return isCode(pair.property()) && value.asString("").strip().contains(" ")
                ? new Pair(pair.property(), pair.source(), pair.likeness() * UNFIT, pair.like())
                : pair;
    }

    private static boolean isCode(Type.Property property) {
        List<String> words = Similarity.words(property.name());
        return !words.isEmpty() && (CODE.contains(words.getFirst()) || CODE.contains(words.getLast()));
    }

    private static boolean isNumberOfDossier(Type.Property property) {
        return NUMBER_OF_DOSSIER.stream().anyMatch(name -> Similarity.of(name, property.name()) >= 1);
    }

    private static boolean isNational(JsonNode value) {
        try {
            return new DossierNo(value.asString("")).isNational();
        } catch (IllegalArgumentException noNumber) {
            return false;
        }
    }
}
