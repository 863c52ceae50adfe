package vn.lienthong.procedures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.npsp.PortalCatalogue;
import vn.lienthong.npsp.PortalTells;

/** A portal that tells exactly what a test puts in. */
public final class PortalOfRows implements PortalCatalogue {

    static final PortalTells DOWN =
            new PortalTells.NotAsked(Problem.of("npsp.not-reached").with("why", "x"));

    private static final JsonMapper JSON = new JsonMapper();

    /** JSON by code. */
    final Map<String, String> pages = new TreeMap<>();

    final Map<String, PortalTells> otherwise = new HashMap<>();
    final List<String> asked = new ArrayList<>();

    @Nullable
    List<String> list;

    /** Of every procedure, in the list. */
    String listedName = "Thủ tục";

    Runnable meanwhile = () -> {};

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    static String page(String code, String name, String more) {
        return "{\"MATTHC\":\"" + code + "\",\"TENTTHC\":\"" + name + "\"" + more + "}";
    }

    public void has(String code, String name) {
        has(code, name, "");
    }

    public void has(String code, String name, String more) {
        pages.put(code, page(code, name, more));
    }

    /** Every procedure by this name. */
    public void lists(String name) {
        listedName = name;
    }

    public void goesDown() {
        otherwise.put("list", DOWN);
    }

    public void comesBack() {
        otherwise.clear();
    }

    @Override
    public PortalTells procedures() {
        asked.add("list");
        List<String> codes = list == null ? List.copyOf(pages.keySet()) : list;
        return otherwise.getOrDefault(
                "list",
                new PortalTells.Rows(codes.stream()
                        .map(code -> json("{\"MATTHC\":\"" + code + "\",\"TENTTHC\":\"" + listedName + "\"}"))
                        .toList()));
    }

    @Override
    public PortalTells procedure(ProcedureCode code) {
        asked.add(code.value());
        Runnable once = meanwhile;
        meanwhile = () -> {};
        once.run();
        String page = pages.get(code.value());
        return otherwise.getOrDefault(
                code.value(), new PortalTells.Rows(page == null ? List.of() : List.of(json(page))));
    }

    @Override
    public PortalTells dictionary(String service) {
        asked.add(service);
        return otherwise.getOrDefault(
                service, new PortalTells.Rows(List.of(json("{\"MALINHVUC\":\"G16-VH02\",\"TENLINHVUC\":\"Di sản\"}"))));
    }
}
