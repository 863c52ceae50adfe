package vn.lienthong.mapping.convert;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.text.VietnameseText;

/** Names typed in a font of capitals (.VnTimeH) get the capitals back that the font only drew, where that is proven. */
final class UpperRestored implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) {
        String text = value.asString("");
        Optional<String> restored = VietnameseText.capitalsRestored(text);
        restored.ifPresent(changed -> notes.warn("convert.capitals-restored", Map.of()));
        return restored.orElse(text);
    }
}
