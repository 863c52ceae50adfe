package vn.lienthong.console.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Addresses of our own pages, with every value encoded: dossier numbers contain slashes, and worse. */
final class Addresses {

    private Addresses() {}

    /** Parameters without a value are left out. */
    static String of(String path, Map<String, ? extends @Nullable Object> parameters) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (value != null) {
                pairs.add(encoded(name) + "=" + encoded(value.toString()));
            }
        });
        String encodedPath = UriUtils.encodePath(path, "UTF-8");
        return pairs.isEmpty() ? encodedPath : encodedPath + "?" + String.join("&", pairs);
    }

    private static String encoded(String text) {
        return UriUtils.encode(text, "UTF-8");
    }
}
