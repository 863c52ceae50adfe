package vn.lienthong.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;
import vn.lienthong.dossier.Problem;

/** Reads one policy file. Parts left out have the built-in defaults; every fault of the file is found at once. */
final class PolicyReader {

    /** The treatment of a counterpart of whom no file says better: the pace practice shows to be safe. */
    private static final Policy BUILT_IN = new Policy(
            "built-in",
            new Policy.Timeout(Duration.ofSeconds(5), Duration.ofSeconds(30)),
            new Policy.Retry(Duration.ofSeconds(10), 2, Duration.ofMinutes(30), 0.2, Duration.ofDays(7)),
            new Policy.Breaker(20, 0.5, Duration.ofSeconds(20), Duration.ofSeconds(30), 1),
            new Policy.Pace(5, 4, Duration.ofMinutes(2)),
            new Policy.Deadline(Duration.ofHours(8), null),
            new Policy.Batching(1),
            Policy.WhenUnanswered.ASK,
            List.of());

    private static final String A_DURATION = "30s, 5m, 7d";
    private static final List<String> THEN = List.of("delivered", "refused", "deferred", "unanswered", "login");
    private static final String RESEND = "resend";

    private final YamlSection.Faults faults;
    private final String counterpart;
    private final @Nullable Resends resends;

    private PolicyReader(String counterpart, String file, @Nullable Resends resends) {
        this.counterpart = counterpart;
        this.resends = resends;
        this.faults = new YamlSection.Faults(file);
    }

    static Policy builtIn(String counterpart) {
        return new Policy(
                counterpart,
                BUILT_IN.timeout(),
                BUILT_IN.retry(),
                BUILT_IN.breaker(),
                BUILT_IN.pace(),
                BUILT_IN.deadline(),
                BUILT_IN.batch(),
                BUILT_IN.unanswered(),
                BUILT_IN.answers());
    }

    /**
     * @param file as people know it, for the places of faults
     * @param resends null if no message to the counterpart can be changed and sent again
     */
    static Result read(String counterpart, String file, String text, @Nullable Resends resends) {
        PolicyReader reader = new PolicyReader(counterpart, file, resends);
        Policy policy = reader.read(text);
        List<Problem> found = reader.faults.found();
        return new Result(found.isEmpty() ? policy : null, found);
    }

    /** @param policy null if there are faults */
    record Result(@Nullable Policy policy, List<Problem> faults) {}

    private @Nullable Policy read(String text) {
        try {
            LoaderOptions withoutAliases = new LoaderOptions();
            withoutAliases.setMaxAliasesForCollections(0);
            Node root = new Composer(
                            new ParserImpl(new StreamReader(text), withoutAliases), new Resolver(), withoutAliases)
                    .getSingleNode();
            return root == null ? unreadable("empty", null) : policy(YamlSection.of(root, "", faults));
        } catch (MarkedYAMLException broken) {
            return unreadable(String.valueOf(broken.getProblem()), broken.getProblemMark());
        } catch (YAMLException broken) {
            return unreadable("not YAML", null);
        }
    }

    private @Nullable Policy unreadable(String reason, @Nullable Mark mark) {
        int line = mark == null ? 1 : mark.getLine() + 1;
        faults.add(
                Problem.of("relay.policy-unreadable").with("reason", reason).with("line", String.valueOf(line)), mark);
        return null;
    }

    private Policy policy(YamlSection root) {
        name(root);
        Policy policy = new Policy(
                counterpart,
                timeout(root.section("timeout")),
                retry(root.section("retry")),
                breaker(root.section("breaker")),
                pace(root.section("pace")),
                deadline(root.section("deadline")),
                batch(root.section("batch")),
                unanswered(root),
                answers(root.list("answers")));
        root.nothingElse();
        return policy;
    }

    private void name(YamlSection root) {
        if (!root.read("policy", text -> text, "text", "").equals(counterpart)) {
            faults.add(Problem.of("relay.policy-name").in("policy").with("expected", counterpart), root.find("policy"));
        }
    }

    private static Policy.Timeout timeout(YamlSection part) {
        Policy.Timeout otherwise = BUILT_IN.timeout();
        Policy.Timeout timeout = new Policy.Timeout(
                part.read("connect", Amounts::positiveDuration, A_DURATION, otherwise.connect()),
                part.read("read", Amounts::positiveDuration, A_DURATION, otherwise.read()));
        part.nothingElse();
        return timeout;
    }

    private Policy.Retry retry(YamlSection part) {
        Policy.Retry otherwise = BUILT_IN.retry();
        Duration longest = part.read("longest", Amounts::positiveDuration, A_DURATION, otherwise.longest());
        Duration giveUpAfter = part.read("giveUpAfter", Amounts::positiveDuration, A_DURATION, otherwise.giveUpAfter());
        Duration first = part.read(
                "first",
                Amounts::positiveDuration,
                A_DURATION,
                shorter(otherwise.first(), shorter(longest, giveUpAfter)));
        Policy.Retry retry = new Policy.Retry(
                first,
                part.read("factor", Amounts::factor, "1, 1.5, 2", otherwise.factor()),
                notBelow(first, longest, "longest", part),
                part.read("jitter", Amounts::share, "0% – 100%", otherwise.jitter()),
                notBelow(first, giveUpAfter, "giveUpAfter", part));
        part.nothingElse();
        return retry;
    }

    /** Shorter than the first wait it would make another one of that. What is not written gives way to what is. */
    private Duration notBelow(Duration first, Duration value, String key, YamlSection part) {
        Node written = part.find(key);
        if (written != null && value.compareTo(first) < 0) {
            faults.badValue(written, "retry." + key, "≥ retry.first (" + first.toSeconds() + "s)");
        }
        return value.compareTo(first) < 0 ? first : value;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Policy.Breaker breaker(YamlSection part) {
        Policy.Breaker otherwise = BUILT_IN.breaker();
        Policy.Breaker breaker = new Policy.Breaker(
                part.read("window", Amounts::calls, "20 calls", otherwise.window()),
                part.read("failureRate", Amounts::positiveShare, "1% – 100%", otherwise.failureRate()),
                part.read("slowCall", Amounts::positiveDuration, A_DURATION, otherwise.slowCall()),
                part.read("openFor", Amounts::positiveDuration, A_DURATION, otherwise.openFor()),
                part.read("probes", Amounts::positiveCount, "1, 2, 3", otherwise.probes()));
        part.nothingElse();
        return breaker;
    }

    private static Policy.Pace pace(YamlSection part) {
        Policy.Pace otherwise = BUILT_IN.pace();
        Policy.Pace pace = new Policy.Pace(
                part.read("perSecond", Amounts::number, "0, 0.5, 5", 0.0),
                part.read("parallel", Amounts::positiveCount, "1, 2, 4", otherwise.parallel()),
                part.read("rampAfterOutage", Amounts::duration, A_DURATION, otherwise.rampAfterOutage()));
        part.nothingElse();
        return pace;
    }

    private static Policy.Deadline deadline(YamlSection part) {
        Policy.Deadline otherwise = BUILT_IN.deadline();
        Policy.Deadline deadline = new Policy.Deadline(
                part.read("urgentWithin", Amounts::duration, A_DURATION, otherwise.urgentWithin()),
                part.find("within") == null
                        ? otherwise.within()
                        : part.read("within", Amounts::positiveDuration, A_DURATION, otherwise.urgentWithin()));
        part.nothingElse();
        return deadline;
    }

    private static Policy.Batching batch(YamlSection part) {
        Policy.Batching batch = new Policy.Batching(part.read(
                "deliveries", Amounts::count, "0, 1, 10", BUILT_IN.batch().deliveries()));
        part.nothingElse();
        return batch;
    }

    private static Policy.WhenUnanswered unanswered(YamlSection root) {
        return root.read(
                "unanswered",
                written -> Policy.WhenUnanswered.valueOf(written.toUpperCase(Locale.ROOT)),
                "ask, resend, hold",
                BUILT_IN.unanswered());
    }

    private List<Policy.AnswerRule> answers(List<Node> nodes) {
        List<Policy.AnswerRule> rules = new ArrayList<>();
        for (Node node : nodes) {
            Policy.AnswerRule rule = answer(node);
            for (int i = 0; i < rules.size(); i++) {
                if (AnswerMatch.takesAllOf(rules.get(i), rule)) {
                    int line = nodes.get(i).getStartMark().getLine() + 1;
                    faults.add(
                            Problem.of("relay.policy-answer-not-reached")
                                    .in("answers")
                                    .with("line", String.valueOf(line)),
                            node);
                    break;
                }
            }
            rules.add(rule);
        }
        return rules;
    }

    private Policy.AnswerRule answer(Node node) {
        YamlSection rule = YamlSection.of(node, "answers", faults);
        List<String> statuses = rule.texts("status");
        List<String> codes = rule.texts("code");
        List<String> text = rule.texts("text");
        Node then = rule.find("then");
        rule.nothingElse();
        if (statuses.isEmpty() && codes.isEmpty() && text.isEmpty()) {
            faults.badValue(node, "answers", "code: / text: / status:");
        }
        Map<String, String> changes = changes(then);
        return new Policy.AnswerRule(statuses, codes, text, verb(then, changes, node), changes);
    }

    private String verb(@Nullable Node then, Map<String, String> changes, Node rule) {
        String verb = switch (then) {
            case ScalarNode word -> word.getValue();
            case MappingNode words
            when words.getValue().size() == 1
                    && words.getValue().getFirst().getKeyNode() instanceof ScalarNode word
                    && word.getValue().equals(RESEND) -> word.getValue();
            case null, default -> "";
        };
        boolean known = verb.equals(RESEND) ? resends != null && resends.has(changes) : THEN.contains(verb);
        if (!known) {
            faults.badValue(
                    then == null ? rule : then,
                    "answers.then",
                    String.join(", ", THEN) + (resends == null ? "" : ", " + resends.example()));
        }
        return verb;
    }

    private Map<String, String> changes(@Nullable Node then) {
        return then instanceof MappingNode words && !words.getValue().isEmpty()
                ? YamlSection.of(words.getValue().getFirst().getValueNode(), "answers.then.resend", faults)
                        .freeTexts()
                : Map.of();
    }
}
