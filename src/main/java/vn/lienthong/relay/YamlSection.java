package vn.lienthong.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import vn.lienthong.dossier.Problem;

/** A mapping in a YAML file, read key by key. What is wrong is noted with its line, and reading goes on. */
final class YamlSection {

    private final Faults faults;
    private final String path;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final List<ScalarNode> keys = new ArrayList<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private YamlSection(Faults faults, String path, @Nullable MappingNode node) {
        this.faults = faults;
        this.path = path;
        if (node != null) {
            node.getValue().forEach(this::take);
        }
    }

    static YamlSection of(Node node, String path, Faults faults) {
        if (node instanceof MappingNode mapping) {
            return new YamlSection(faults, path, mapping);
        }
        faults.badValue(node, path, "key: value");
        return new YamlSection(faults, path, null);
    }

    private void take(NodeTuple tuple) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
            keys.add(key);
            if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                faults.add(Problem.of("relay.policy-key-twice").in(sub(key.getValue())), key);
            }
        } else {
            faults.badValue(tuple.getKeyNode(), path, "key: value");
        }
    }

    YamlSection section(String key) {
        Node node = find(key);
        return node == null ? new YamlSection(faults, sub(key), null) : of(node, sub(key), faults);
    }

    /** The value of a key, or {@code otherwise} if it is not there or cannot be read; the latter is noted. */
    <T> T read(String key, Function<String, T> reader, String expected, T otherwise) {
        Node node = find(key);
        if (node == null) {
            return otherwise;
        }
        T read = convert(node, sub(key), reader, expected);
        return read == null ? otherwise : read;
    }

    /** A list of texts, none blank; one text alone is a list of one. Empty if the key is not there. */
    List<String> texts(String key) {
        Node node = find(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode none && none.getValue().isEmpty()) {
            faults.badValue(node, sub(key), "text");
        }
        List<? extends Node> items = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        return items.stream()
                .map(item -> convert(item, sub(key), YamlSection::something, "text"))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Nothing would be in everything. */
    private static String something(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("blank");
        }
        return text;
    }

    List<Node> list(String key) {
        Node node = find(key);
        if (node == null || node instanceof SequenceNode) {
            return node == null ? List.of() : ((SequenceNode) node).getValue();
        }
        faults.badValue(node, sub(key), "a list");
        return List.of();
    }

    @Nullable
    Node find(String key) {
        asked.add(key);
        return values.get(key);
    }

    /** All keys with their texts, for a mapping whose keys are free. */
    Map<String, String> freeTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((key, node) -> {
            asked.add(key);
            String text = convert(node, sub(key), value -> value, "text");
            if (text != null) {
                texts.put(key, text);
            }
        });
        return texts;
    }

    /** To be called last: a key nobody asked for is a fault. */
    void nothingElse() {
        for (ScalarNode key : keys) {
            if (!asked.contains(key.getValue())) {
                faults.unknownKey(key, sub(key.getValue()), asked);
            }
        }
    }

    private <T> @Nullable T convert(Node node, String at, Function<String, T> reader, String expected) {
        if (node instanceof ScalarNode scalar) {
            try {
                return reader.apply(scalar.getValue());
            } catch (IllegalArgumentException notAsExpected) {
                faults.badValue(node, at, expected);
                return null;
            }
        }
        faults.badValue(node, at, expected);
        return null;
    }

    private String sub(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The faults of one file, in the order found. */
    static final class Faults {

        private static final int LONGEST_QUOTE = 40;
        private final String file;
        private final List<Problem> found = new ArrayList<>();

        Faults(String file) {
            this.file = file;
        }

        List<Problem> found() {
            return List.copyOf(found);
        }

        void add(Problem problem, @Nullable Node at) {
            add(problem, at == null ? null : at.getStartMark());
        }

        void add(Problem problem, @Nullable Mark at) {
            found.add(problem.at(at == null ? file : place(at)));
        }

        private String place(Mark mark) {
            return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        }

        void badValue(Node node, String path, String expected) {
            String got = node instanceof ScalarNode scalar ? scalar.getValue() : "…";
            String quoted = got.length() > LONGEST_QUOTE ? got.substring(0, LONGEST_QUOTE) + "…" : got;
            add(
                    Problem.of("relay.policy-bad-value")
                            .in(path)
                            .with("expected", expected)
                            .with("got", quoted),
                    node);
        }

        void unknownKey(ScalarNode key, String path, Set<String> known) {
            add(
                    Problem.of("relay.policy-unknown-key")
                            .in(path)
                            .with("nearest", Nearest.to(key.getValue(), known))
                            .with("known", String.join(", ", known)),
                    key);
        }
    }
}
