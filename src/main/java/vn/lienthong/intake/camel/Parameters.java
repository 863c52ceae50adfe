package vn.lienthong.intake.camel;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.support.DefaultComponent;
import org.springframework.boot.convert.DurationStyle;

/** What a route gives to a source. What is asked for is taken out; Camel refuses what is left. */
record Parameters(DefaultComponent component, Map<String, Object> given) {

    /** Empty if it is not given. */
    String text(String name) {
        return text(name, "");
    }

    String text(String name, String otherwise) {
        return component.getAndRemoveParameter(given, name, String.class, otherwise);
    }

    int number(String name, int otherwise) {
        return component.getAndRemoveParameter(given, name, Integer.class, otherwise);
    }

    Duration duration(String name, String otherwise) {
        return DurationStyle.detectAndParse(text(name, otherwise));
    }
}
