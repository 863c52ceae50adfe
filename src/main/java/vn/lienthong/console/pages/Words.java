package vn.lienthong.console.pages;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.lienthong.console.DossierHistory.Moment;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.Explanation.Step;

/** Numbers, times and durations in the reader's language; pages know it as {@code words}. */
@Component
class Words {

    private final MessageSource messages;
    private final InstantSource clock;

    Words(MessageSource messages, ObjectProvider<InstantSource> clock) {
        this.messages = messages;
        this.clock = clock.getIfUnique(InstantSource::system);
    }

    public String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale());
    }

    public Locale locale() {
        return LocaleContextHolder.getLocale();
    }

    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }

    public String decimal(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMaximumFractionDigits(1);
        return format.format(number);
    }

    public String iso(Instant instant) {
        return VietnamTime.of(instant).toString();
    }

    /** Date and time to the second. */
    public String full(Instant instant) {
        return DateTimeFormatter.ofPattern(say("time.full"), locale()).format(VietnamTime.of(instant));
    }

    /** The time of day, with the date unless it is today. */
    public String when(Instant instant) {
        OffsetDateTime time = VietnamTime.of(instant);
        LocalDate today = VietnamTime.of(clock.instant()).toLocalDate();
        String pattern = time.toLocalDate().equals(today) ? "time.today" : "time.other-day";
        return DateTimeFormatter.ofPattern(say(pattern), locale()).format(time);
    }

    /** "3 minutes ago", "in 3 minutes". */
    public String ago(Instant instant) {
        Duration since = Duration.between(instant, clock.instant());
        return since.isNegative() ? distance("in", since.negated()) : distance("ago", since);
    }

    public String took(Duration duration) {
        if (duration.toMillis() < 1000) {
            return say("took.millis", count(duration.toMillis()));
        }
        if (duration.toMinutes() < 2) {
            return say("took.seconds", decimal(duration.toMillis() / 1000.0));
        }
        return say("took.minutes", count(duration.toMinutes()));
    }

    /** A code in the reader's language; a person's words as they are. */
    public String reason(String codeOrWords) {
        return Problem.of(codeOrWords).says(locale());
    }

    /** As the API calls it. */
    public String kind(Moment moment) {
        return switch (moment) {
            case Moment.Entered entered -> "entered";
            case Moment.Tried tried -> "attempt";
            case Moment.Decided decided -> "decision";
        };
    }

    /** One step of how a field of the target came about. */
    public String step(Explanation.Step step) {
        return switch (step) {
            case Step.Read read -> say("step.read", read.field(), read.value());
            case Step.Absent absent -> say("step.absent", absent.field());
            case Step.NotAsked none -> say("step.not-asked");
            case Step.Declared declared -> say("step.declared", declared.value());
            case Step.OnDay on -> say("step.on-day", on.day().toString(), on.field());
            case Step.Crossed crossed ->
                say(
                        crossed.otherwise() ? "step.otherwise" : "step.crossed",
                        crossed.crosswalk(),
                        crossed.value(),
                        crossed.row());
            case Step.Converted made -> say("step.converted", made.conversion(), made.value());
        };
    }

    private String distance(String direction, Duration time) {
        if (time.toMinutes() < 1) {
            return say(direction + ".moment");
        }
        if (time.toHours() < 1) {
            return say(direction + ".minutes", time.toMinutes());
        }
        return time.toDays() < 1 ? say(direction + ".hours", time.toHours()) : say(direction + ".days", time.toDays());
    }
}
