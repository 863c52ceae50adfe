package vn.lienthong.console.pages;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.VersionDiff;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Definitions;
import vn.lienthong.ledger.Definitions.Version;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.Mappings;

/** What was this mapping when a delivery was made by it, and what has changed since? */
@Controller
class VersionsPage {

    private final Mappings mappings;
    private final Definitions definitions;

    VersionsPage(Mappings mappings, Definitions definitions) {
        this.mappings = mappings;
        this.definitions = definitions;
    }

    /**
     * @param version the one to look at; null: the newest
     * @param since the one to compare it with; null: the one in use before it
     */
    @GetMapping("/mappings/versions")
    String show(
            @RequestParam String mapping,
            @RequestParam @Nullable String version,
            @RequestParam @Nullable String since,
            Model model) {
        List<Version> versions = definitions.versions(mapping);
        if (versions.isEmpty() && mappings.find(mapping).isEmpty()) {
            throw Refusal.notFound(Problem.of("console.no-such-mapping").with("mapping", mapping));
        }
        String chosen =
                version == null && !versions.isEmpty() ? versions.getFirst().version() : version;
        String other = since == null ? before(versions, chosen) : since;
        model.addAttribute("mapping", mapping);
        model.addAttribute(
                "current", mappings.find(mapping).map(Mapping::version).orElse(null));
        model.addAttribute("versions", versions);
        model.addAttribute("version", chosen);
        model.addAttribute("since", other);
        model.addAttribute("files", chosen == null ? List.of() : names(mapping, chosen));
        model.addAttribute("diff", chosen == null || other == null ? null : diff(mapping, other, chosen));
        return "mapping-versions";
    }

    private List<String> names(String mapping, String version) {
        return List.copyOf(files(mapping, version).keySet());
    }

    private VersionDiff diff(String mapping, String since, String version) {
        return VersionDiff.between(files(mapping, since), files(mapping, version));
    }

    private SortedMap<String, byte[]> files(String mapping, String version) {
        return definitions
                .files(mapping, version)
                .orElseThrow(() -> Refusal.notFound(Problem.of("console.no-such-version")
                        .with("mapping", mapping)
                        .with("version", version)));
    }

    /** The one next in a list of which the newest is first. */
    private static @Nullable String before(List<Version> versions, @Nullable String chosen) {
        return versions.stream()
                .dropWhile(each -> !each.version().equals(chosen))
                .skip(1)
                .findFirst()
                .map(Version::version)
                .orElse(null);
    }
}
