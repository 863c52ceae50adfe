package vn.lienthong.mapping.file;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import vn.lienthong.dossier.Problem;

/**
 * The documents of one YAML text. Plain scalars follow YAML 1.2: {@code no}, {@code on} and {@code 012} are text, only
 * {@code true} and {@code false} are truth values. Anchors, aliases and tags are refused, so no text can swell in memory.
 */
final class YamlReader {

    private static final int DEEPEST = 50;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(0|[1-9]\\d{0,17})(\\.\\d{1,18})?");

    /** What a plain scalar is, {@link #plain} says; the library need not find out by YAML 1.1. */
    private static final Resolver UNRESOLVED = new Resolver() {
        @Override
        protected void addImplicitResolvers() {
            // none
        }
    };

    private final String file;
    private final Faults faults;

    YamlReader(String file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** All documents that could be read; a broken one and what follows it is a fault. */
    List<Item> read(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(DefinitionFiles.LARGEST);
        List<Item> documents = new ArrayList<>();
        try {
            if (hasAliases(text, options)) {
                return List.of();
            }
            // What composes nodes alone: the library's front also makes objects of them, and looks for loggers in every
            // library.
            Composer composer = new Composer(parser(text, options), UNRESOLVED, options);
            while (composer.checkNode()) {
                Item item = item(composer.getNode());
                if (!(item instanceof Item.Scalar scalar && scalar.value() == null)) {
                    documents.add(item);
                }
            }
        } catch (MarkedYAMLException broken) {
            Mark mark = broken.getProblemMark() == null ? broken.getContextMark() : broken.getProblemMark();
            broken(mark == null ? new Spot(file, 0, 0) : spot(mark), String.valueOf(broken.getProblem()));
        } catch (YAMLException broken) {
            broken(new Spot(file, 0, 0), "too large, too deep, or a character that is not allowed");
        }
        return documents;
    }

    /** Looks at the events first: there an alias has a place, and nothing has been multiplied yet. */
    private boolean hasAliases(String text, LoaderOptions options) {
        if (text.indexOf('*') < 0) {
            return false;
        }
        boolean found = false;
        Parser parser = parser(text, options);
        for (Event event = parser.getEvent(); event != null; event = parser.getEvent()) {
            if (event instanceof AliasEvent) {
                faults.add("mapping.yaml-alias", spot(event.getStartMark()));
                found = true;
            }
        }
        return found;
    }

    private static Parser parser(String text, LoaderOptions options) {
        return new ParserImpl(new StreamReader(text), options);
    }

    private void broken(Spot spot, String why) {
        faults.add(Problem.of("mapping.not-yaml").at(spot.place()).with("why", why));
    }

    private Item item(Node node) {
        Spot spot = spot(node.getStartMark());
        return switch (node) {
            case MappingNode mapping -> table(spot, mapping);
            case SequenceNode sequence ->
                new Item.Listing(
                        spot, sequence.getValue().stream().map(this::item).toList());
            case ScalarNode scalar -> scalar(spot, scalar);
            default -> new Item.Scalar(spot, null, "");
        };
    }

    private Item.Table table(Spot spot, MappingNode node) {
        Map<String, Item.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Spot keySpot = spot(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                broken(keySpot, "a key must be a word");
                continue;
            }
            String key = compose(keyNode.getValue());
            if (entries.put(key, new Item.Entry(keySpot, item(tuple.getValueNode()))) != null) {
                faults.add("mapping.duplicate-key", keySpot, key);
            }
        }
        return new Item.Table(spot, entries);
    }

    private Item.Scalar scalar(Spot spot, ScalarNode node) {
        String text = compose(node.getValue());
        String tag = node.getTag().getValue();
        if (!tag.startsWith("tag:yaml.org,2002:")) {
            faults.add("mapping.yaml-tag", spot);
        }
        return new Item.Scalar(spot, node.isPlain() ? plain(text) : text, text, begins(spot, node));
    }

    private Spot begins(Spot spot, ScalarNode node) {
        return switch (node.getScalarStyle()) {
            case SINGLE_QUOTED, DOUBLE_QUOTED -> new Spot(file, spot.line(), spot.column() + 1);
            case LITERAL, FOLDED -> new Spot(file, spot.line() + 1, indentation(node.getStartMark()) + 1);
            default -> spot;
        };
    }

    /** How far the line below the mark is indented. */
    private static int indentation(Mark mark) {
        int[] text = mark.getBuffer();
        int at = mark.getPointer();
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        int line = ++at;
        while (at < text.length && text[at] == ' ') {
            at++;
        }
        return at - line;
    }

    private static @Nullable Object plain(String text) {
        return switch (text) {
            case "", "~", "null" -> null;
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : text;
        };
    }

    private Spot spot(Mark mark) {
        return new Spot(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String compose(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
