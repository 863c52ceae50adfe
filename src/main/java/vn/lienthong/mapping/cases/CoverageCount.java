package vn.lienthong.mapping.cases;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.Coverage;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.cases.CaseRunner.Proof;
import vn.lienthong.mapping.folder.MappingFolder;
import vn.lienthong.mapping.rule.RecordMapping;
import vn.lienthong.mapping.rule.TargetField;

/** Counts which fields of which contract the mappings produce and the cases prove. */
public final class CoverageCount {

    private final Map<String, Set<String>> proven;

    private CoverageCount(List<Proof> proofs) {
        this.proven = proofs.stream()
                .collect(Collectors.groupingBy(
                        proof -> proof.mapping().name(),
                        Collectors.flatMapping(proof -> proven(proof).stream(), Collectors.toSet())));
    }

    /**
     * @param part counts what is declared in this part of the folder; empty: all of it
     * @param proofs the cases that hold
     */
    public static Coverage of(MappingFolder folder, String part, List<Proof> proofs) {
        CoverageCount count = new CoverageCount(proofs);
        Map<String, List<RecordMapping>> byContract = folder.mappings().stream()
                .filter(mapping -> MappingFolder.isWithin(part, mapping.file()))
                .collect(Collectors.groupingBy(RecordMapping::contract, TreeMap::new, Collectors.toList()));
        Set<String> unmapped = new TreeSet<>(folder.files().names());
        unmapped.removeIf(name ->
                !MappingFolder.isWithin(part, name) || !name.endsWith(".schema.json") || name.startsWith("schemas/"));
        folder.mappings().forEach(mapping -> unmapped.removeAll(mapping.files().keySet()));
        return new Coverage(
                byContract.entrySet().stream()
                        .map(entry -> new Coverage.Contract(
                                entry.getKey(),
                                entry.getValue().stream().map(count::of).toList()))
                        .toList(),
                List.copyOf(unmapped));
    }

    private Coverage.OfMapping of(RecordMapping mapping) {
        Set<String> shown = proven.getOrDefault(mapping.name(), Set.of());
        return new Coverage.OfMapping(
                mapping.name(),
                mapping.targets().stream().map(field -> field(field, shown)).toList());
    }

    private static Coverage.Field field(TargetField field, Set<String> shown) {
        boolean later = field.kind() == Coverage.Kind.FILLED_LATER;
        return new Coverage.Field(
                field.path(), field.mandatory(), field.kind(), field.place(), later || shown.contains(field.path()));
    }

    /** The fields with a value that the case compares, and the lists and objects they are in. */
    private static Set<String> proven(Proof proof) {
        Set<String> paths = new HashSet<>();
        for (Explanation.Field field : proof.explanation().fields()) {
            if (field.value() != null && looksAt(proof.looked(), field.path())) {
                String path = field.path().replaceAll("\\[\\d+]", "");
                for (int dot = path.length(); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                    paths.add(path.substring(0, dot));
                }
            }
        }
        return paths;
    }

    private static boolean looksAt(@Nullable Set<String> looked, String path) {
        return looked == null
                || looked.stream()
                        .anyMatch(each ->
                                path.equals(each) || path.startsWith(each + ".") || path.startsWith(each + "["));
    }
}
