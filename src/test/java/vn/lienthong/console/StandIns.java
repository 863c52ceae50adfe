package vn.lienthong.console;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.mapping.CodeUse;
import vn.lienthong.mapping.Coverage;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.mapping.Masking;
import vn.lienthong.npsp2026.DossierCodes;
import vn.lienthong.npsp2026.NextCode;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Relay;

/** Rooms the console only looks at, saying what a test tells them to. */
interface StandIns {

    final class StandInRelay implements Relay {

        private volatile List<Counterpart> counterparts = List.of(counterpart("npsp", "closed", null));

        void breakerIs(String state, @Nullable Instant openUntil) {
            breakerIs("npsp", state, openUntil);
        }

        /** Has this one alone. */
        void breakerIs(String name, String state, @Nullable Instant openUntil) {
            counterparts = List.of(counterpart(name, state, openUntil));
        }

        /** Has these, all of them well. */
        void has(String... names) {
            counterparts = Arrays.stream(names)
                    .map(name -> counterpart(name, "closed", null))
                    .toList();
        }

        @Override
        public List<Counterpart> counterparts() {
            return counterparts;
        }

        private static Counterpart counterpart(String name, String breaker, @Nullable Instant openUntil) {
            Problem failure = breaker.equals("closed") ? null : Problem.of("console.unforeseen");
            return new Counterpart(
                    name, breaker, openUntil, 5, 4, 1, failure, failure == null ? null : Instant.now(), Instant.now());
        }
    }

    /** Answers what it is asked: {@code G16} with a code, any other word with what it says. */
    final class StandInCodes implements DossierCodes {

        @Override
        public NextCode next(String code) {
            return switch (code) {
                case "G16" -> new NextCode.Given(new DossierNo("G16-20260609-0000001"));
                case "notnow" ->
                    new NextCode.NotNow(
                            List.of(Problem.of("npsp-2026.no-code-now"), Problem.of("npsp-2026.not-configured")));
                case "lost" ->
                    new NextCode.NotGiven(Problem.of("npsp-2026.code-lost").with("system", "npsp-2026"));
                default -> new NextCode.Unfit(Problem.of("npsp-2026.bad-code"));
            };
        }
    }

    final class StandInFlows implements Flows {

        private static final List<Flow> ALL = List.of(
                new Flow("npsp-dossier", "npsp", "npsp/dossier", 1, true, true),
                new Flow("npsp-progress", "npsp", "npsp/progress", 10, false, false));
        private static final Flow TRIAL =
                new Flow("npsp-dossier", "npsp", "npsp/dossier", 1, true, true, Flow.Mode.SHADOW);

        private volatile List<Flow> running = ALL;

        /** Nothing is sent any more. */
        void inShadowMode() {
            running = List.of(TRIAL);
        }

        @Override
        public Optional<Flow> find(String name) {
            return running.stream().filter(flow -> flow.name().equals(name)).findFirst();
        }

        @Override
        public boolean knows(String name) {
            return find(name).isPresent();
        }

        @Override
        public void expect(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Flow> all() {
            return running;
        }

        @Override
        public AutoCloseable open(Flow flow, Carrier carrier) {
            throw new UnsupportedOperationException("the console opens no flow");
        }
    }

    final class StandInMappings implements Mappings {

        final List<Problem> faults = new CopyOnWriteArrayList<>();
        private final Mappings shipped = new FileMappings(Path.of("mappings"));

        @Override
        public Optional<Mapping> find(String name) {
            return shipped.find(name);
        }

        @Override
        public List<String> names() {
            return shipped.names();
        }

        @Override
        public List<Problem> faults() {
            return faults;
        }

        @Override
        public Coverage coverage() {
            return shipped.coverage();
        }

        @Override
        public List<CodeUse> uses(ProcedureCode procedure) {
            return shipped.uses(procedure);
        }

        @Override
        public Masking masking() {
            return shipped.masking();
        }

        @Override
        public void refresh() {}
    }

    final class StandInPolicies implements Policies {

        @Override
        public Optional<Policy> find(String counterpart) {
            return Optional.empty();
        }

        @Override
        public List<Policy> all() {
            return List.of();
        }

        @Override
        public List<Problem> faults() {
            return List.of();
        }

        @Override
        public void refresh() {}
    }
}
