package vn.lienthong.mapping.convert;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.text.VietnameseText;

/** UTF-8 that some program between took for Windows-1252 ({@code CÃ´ng ty}) is put right; any other text stays. */
final class Unmisread implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) {
        String text = value.asString("");
        Optional<String> mended = VietnameseText.unmisread(text);
        mended.ifPresent(changed -> notes.warn("convert.misread-text-mended", Map.of()));
        return mended.orElse(text);
    }
}
