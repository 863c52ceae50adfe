package vn.lienthong.mapping.convert;

import tools.jackson.databind.JsonNode;

/** Text that some program between misread ({@code CÃ´ng ty}) is put right; refused where it is not proven what was meant. */
final class Unmisread implements Conversion {

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        return Texts.legible(value.asString(""), notes);
    }
}
