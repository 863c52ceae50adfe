package vn.lienthong.operations.routes;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.npsp.NpspClient;
import vn.lienthong.operations.routes.FileCheck.Checked;
import vn.lienthong.relay.Policies;

/** {@code route check [DIR]}: everything that can be said of route, template and policy files without starting them. */
public final class RouteCheck {

    private final FileCheck check;
    private final Path dir;

    /** Null where the mappings are elsewhere. */
    private final @Nullable List<String> mappings;

    private RouteCheck(Path dir) {
        this.dir = dir;
        Path beside = dir.toAbsolutePath().resolveSibling("mappings");
        this.mappings = Files.isDirectory(beside) ? new FileMappings(beside).names() : null;
        RouteSchema[] loaded = new RouteSchema[1];
        this.check = new FileCheck(RouteSettings.of(dir), () -> {
            if (loaded[0] == null) {
                loaded[0] = new RouteSchema();
            }
            return loaded[0];
        });
    }

    /**
     * Mappings that routes name are looked for in the folder {@code mappings} beside theirs, if there is one.
     *
     * @param arguments the folder; {@code routes} if none is given
     * @return 0 if all is well, 1 if there are faults, 2 if there is no such folder
     */
    public static int run(String[] arguments, PrintStream out) {
        Path dir = Path.of(arguments.length == 0 ? "routes" : arguments[0]);
        if (!Files.isDirectory(dir)) {
            out.println("route check: expected a folder, got " + dir);
            return 2;
        }
        try {
            return new RouteCheck(dir).print(out);
        } catch (IOException unreadable) {
            out.println("route check: " + dir + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + ")");
            return 2;
        }
    }

    private int print(PrintStream out) throws IOException {
        Folder folder = Folder.look(dir);
        List<Problem> faults = faults(folder);
        Locale locale = Locale.getDefault();
        for (Problem fault : faults) {
            out.printf("%s  %s%n%s%n%s%n---%n", fault.code(), fault.place(), fault.says(locale), fault.advice(locale));
        }
        out.printf(
                "%d routes, %d templates, %d faults%n",
                folder.routes().size(), folder.templates().size(), faults.size());
        return faults.isEmpty() ? 0 : 1;
    }

    /** A mapping that is not there, or has a fault, keeps its route from starting. */
    private List<Problem> mappingFaults(Path route) throws IOException {
        Optional<ScalarNode> named = FlowMapping.in(route);
        if (named.isEmpty() || mappings == null || mappings.contains(named.get().getValue())) {
            return List.of();
        }
        Faults faults = new Faults(route.toString());
        faults.unknown("route.no-such-mapping", named.get().getValue(), mappings, named.get());
        return faults.found();
    }

    /** Records of a flow that no route carries would wait at their source. */
    private static List<Problem> flowFaults(Path route, @Nullable ScalarNode flow, Set<String> routes) {
        Faults faults = new Faults(route.toString());
        if (flow != null && !routes.contains(flow.getValue())) {
            faults.unknown("route.no-such-flow", flow.getValue(), routes, flow);
        }
        return faults.found();
    }

    private List<Problem> faults(Folder folder) throws IOException {
        List<Problem> faults = new ArrayList<>();
        folder.strays()
                .forEach(stray -> faults.add(Problem.of("route.file-name").at(stray.toString())));
        Map<String, Takes> templates = new TreeMap<>();
        for (Map.Entry<String, Folder.Found> template : folder.templates().entrySet()) {
            Path path = template.getValue().path();
            Checked checked = check.template(template.getKey(), path.toString(), Files.readAllBytes(path));
            faults.addAll(checked.faults());
            templates.put(template.getKey(), checked.takes());
        }
        for (Map.Entry<String, Folder.Found> route : folder.routes().entrySet()) {
            Path path = route.getValue().path();
            Checked checked = check.route(
                    route.getKey(),
                    path.toString(),
                    Files.readAllBytes(path),
                    folder.routes().keySet(),
                    templates);
            faults.addAll(checked.faults());
            if (checked.template() != null && !templates.containsKey(checked.template())) {
                faults.add(Problem.of("route.no-such-template")
                        .at(path.toString())
                        .in(checked.template())
                        .with("known", String.join(", ", templates.keySet())));
            }
            if (checked.faults().isEmpty()) {
                faults.addAll(mappingFaults(path));
                faults.addAll(
                        flowFaults(path, checked.entered(), folder.routes().keySet()));
            }
        }
        faults.addAll(Policies.in(dir.resolve("policies"), List.of(NpspClient.RESENDS))
                .faults());
        return faults;
    }
}
