package vn.lienthong.mapping.command;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.mapping.source.MappedTree;

/** All that goes out for one record, or keeps it from going, each under a name: for comparing two versions of it. */
final class Outgoing {

    private final Map<String, String> found = new TreeMap<>();

    /** @param record null: there is no such record */
    static Map<String, String> of(Mapping.@Nullable Identified record) {
        Outgoing outgoing = new Outgoing();
        switch (record == null ? null : record.result()) {
            case MappingResult.Mapped done ->
                outgoing.add("", MappedTree.of(done.record().body()));
            case MappingResult.Unmapped not -> outgoing.found.put("(refused)", codes(not));
            case MappingResult.NotOwed not ->
                outgoing.found.put("(not owed)", not.reason().details().toString());
            case null -> {}
        }
        if (record != null) {
            outgoing.add(record.identity());
        }
        return outgoing.found;
    }

    static String dossier(Mapping.@Nullable Identified record) {
        return record == null || record.identity().dossier() == null
                ? ""
                : ", dossier " + record.identity().dossier();
    }

    private static String codes(MappingResult.Unmapped not) {
        return not.problems().stream()
                .map(problem -> problem.code() + " " + Objects.toString(problem.field(), ""))
                .collect(Collectors.joining(", "));
    }

    /** Another key, number or content makes it another record: it would be sent again. */
    private void add(RecordIdentity identity) {
        put("(dossier)", identity.dossier());
        put("(key)", identity.key());
        put("(due at)", identity.dueAt());
        put("(changed at)", identity.changedAt());
        put("(content)", identity.contentHash());
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            found.put(name, value.toString());
        }
    }

    private void add(String path, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry ->
                            add(path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(path + "[" + i + "]", node.get(i));
            }
        } else {
            found.put(path, node.toString());
        }
    }
}
