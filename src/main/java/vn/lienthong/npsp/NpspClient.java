package vn.lienthong.npsp;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.ledger.Memos;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;
import vn.lienthong.relay.Resends;
import vn.lienthong.relay.Wire;

/**
 * The portal, as routes and the relay see it. Every call is one attempt and ends in one outcome for the batch's ready
 * items: it never throws for what the portal does, and keeps nothing of the batch. Safe for any number of threads.
 */
public final class NpspClient implements PortalLook, PortalCatalogue, AutoCloseable {

    /** What {@link #send} can be asked for. */
    public static final Set<String> SERVICES = Stream.concat(
                    Stream.of(DossierPush.SERVICE, ProgressPush.SERVICE), PlainPush.SERVICES.stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final String COUNTERPART = "npsp";

    /** A dossier that the portal has after all is sent as an update, one that it has not as a creation (npsp 7.2). */
    public static final Resends RESENDS = new Resends(COUNTERPART, DossierPush.RESENDS);

    /** Questions, answers and ratings are no dossiers, and wait for none: a counterpart of their own, before the same portal. */
    private static final String OPINIONS = "npsp-opinions";

    private static final String NUMBER = "MaHoSo";

    private final NpspSettings settings;
    private final Policies policies;
    private final Pattern shape;
    private final DossierPush dossiers;
    private final ProgressPush progress;
    private final ShadowReport shadow;
    private final Wire wire;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
    private final Conversation.@Nullable Portal portal;
    private final CatalogueFiller filler;

    /** @param filedOnThePortal whether a dossier, by its number, came to us from the portal */
    NpspClient(
            NpspSettings settings,
            Policies policies,
            Memos memos,
            Predicate<String> filedOnThePortal,
            InstantSource clock) {
        this.settings = settings;
        this.policies = policies;
        this.shape = Pattern.compile(settings.dossierCode().pattern());
        this.dossiers = new DossierPush(settings, filedOnThePortal);
        this.progress = new ProgressPush(settings);
        this.shadow = new ShadowReport(settings);
        this.wire = new Wire(
                new Wire.Words(
                        NpspProblem.NOT_REACHED.problem(),
                        NpspProblem.NO_ANSWER.problem(),
                        NpspProblem.ANSWER_TOO_LONG.problem()),
                settings.answer().longest().toBytes(),
                clock);
        this.portal = settings.isConfigured() ? portal(settings, wire, memos, clock) : null;
        this.filler = new CatalogueFiller(
                settings,
                new Catalogue(
                        settings,
                        clock,
                        background,
                        () -> ready(COUNTERPART, () -> true) instanceof Talk talk ? talk.conversation() : null));
    }

    /**
     * Sends what the batch has ready, in as few calls as the portal's own answers need. In shadow mode it sends nothing: it
     * asks the portal what it has, and the reply holds the message as it would have been sent, kept back.
     *
     * @param service one of {@link #SERVICES}
     */
    public Reply send(String service, Batch batch) {
        return switch (ready(isOfDossier(service) ? COUNTERPART : OPINIONS, batch::mayBeSent)) {
            case NotReady(Outcome.Deferred why) -> new Reply(why, List.of());
            case Talk(Conversation conversation) -> send(service, batch, conversation);
        };
    }

    /**
     * Fills in what the agency left to the procedure catalogue: {@code TenTTHC}, {@code MaLinhVuc}, {@code TenLinhVuc}; and
     * the name of a processing unit given by its code. An item the procedure catalogue has no answer for fails.
     *
     * @return why the batch must wait, and then nothing of it may be sent; empty if it may go on
     */
    public Optional<Reply> fill(Batch batch) {
        return switch (ready(COUNTERPART, batch::mayBeSent)) {
            case NotReady(Outcome.Deferred why) -> Optional.of(new Reply(why, List.of()));
            case Talk(Conversation conversation) ->
                filler.fill(batch, conversation).map(why -> new Reply(why, conversation.calls()));
        };
    }

    @Override
    public PortalHas look(DossierNo dossier, Delivered delivered) {
        if (!settings.canAsk()) {
            return new PortalHas.NotAsked(NpspProblem.COULD_NOT_ASK.problem());
        }
        return switch (ready(COUNTERPART, () -> true)) {
            case NotReady(Outcome.Deferred why) -> new PortalHas.NotAsked(why.cause());
            case Talk(Conversation conversation) -> Look.at(dossier, delivered, conversation);
        };
    }

    @Override
    public PortalTells procedures() {
        return ask("LayDanhSachTTHC", true, Map.of());
    }

    @Override
    public PortalTells procedure(ProcedureCode code) {
        return ask("LayThuTuc", false, Map.of("maTTHC", code.value()));
    }

    @Override
    public PortalTells dictionary(String service) {
        return ask(service, true, Map.of());
    }

    /**
     * Questions and answers (npsp 8), asked anew each time. Never throws for what the portal does.
     *
     * @param service {@code LayDanhSachHoiDapGuiTuDVCQG} or {@code LayDanhSachHoiDapBoCoQuan}
     */
    public PortalTells questions(String service) {
        return ask(service, false, Map.of());
    }

    private PortalTells ask(String service, boolean shared, Map<String, String> parameters) {
        if (!settings.canAsk()) {
            return new PortalTells.NotAsked(NpspProblem.COULD_NOT_ASK.problem());
        }
        return switch (ready(COUNTERPART, () -> true)) {
            case NotReady(Outcome.Deferred why) -> new PortalTells.NotAsked(why.cause());
            case Talk(Conversation conversation) -> CatalogueQuestion.ask(service, shared, parameters, conversation);
        };
    }

    @Override
    public void close() {
        background.shutdownNow();
        wire.close();
    }

    private sealed interface Ready {}

    private record Talk(Conversation conversation) implements Ready {}

    private record NotReady(Outcome.Deferred why) implements Ready {}

    private Ready ready(String counterpart, BooleanSupplier mayBeSent) {
        if (portal == null) {
            return new NotReady(Outcome.Deferred.shut(NpspProblem.NOT_CONFIGURED.problem()));
        }
        Policy policy = policies.find(counterpart).orElse(null);
        if (policy == null) {
            return notReady(NpspProblem.NO_POLICY.problem());
        }
        return policy.hasYes()
                ? new Talk(new Conversation(portal, policy, mayBeSent))
                : notReady(NpspProblem.POLICY_WITHOUT_YES.problem().with("counterpart", counterpart));
    }

    private static Ready notReady(Problem why) {
        return new NotReady(new Outcome.Deferred(why, null, false));
    }

    private Reply send(String service, Batch batch, Conversation conversation) {
        Outcome.Refused shapeless = isOfDossier(service) ? checkedNumber(batch) : null;
        if (shapeless != null) {
            return new Reply(shapeless, List.of());
        }
        if (settings.text().normalise() == NpspSettings.Normalise.NFC) {
            batch.mapped().forEach(NpspClient::compose);
        }
        Unnamed unnamed = new Unnamed(batch.mapped());
        Outcome outcome =
                batch.isShadow() ? shadow.of(service, batch, conversation) : push(service, batch, conversation);
        unnamed.inWarnings();
        return new Reply(unnamed.in(outcome), conversation.calls());
    }

    private static boolean isOfDossier(String service) {
        return !PlainPush.SERVICES.contains(service) || PlainPush.isOfDossier(service);
    }

    private Outcome push(String service, Batch batch, Conversation conversation) {
        return switch (service) {
            case DossierPush.SERVICE -> dossiers.send(batch, conversation);
            case ProgressPush.SERVICE -> progress.send(batch, conversation);
            default -> PlainPush.send(service, batch, conversation);
        };
    }

    /** a number without the national shape is noted, or refused if the settings say so. */
    private Outcome.@Nullable Refused checkedNumber(Batch batch) {
        List<Item> odd = new ArrayList<>();
        for (Item item : batch.mapped()) {
            String number =
                    TopFields.read(Items.mapped(item).body(), Set.of(NUMBER)).getOrDefault(NUMBER, "");
            if (!shape.matcher(number).matches()) {
                odd.add(item);
            }
        }
        if (odd.isEmpty()) {
            return null;
        }
        Problem problem = NpspProblem.DOSSIER_CODE_SHAPE.problem().in(NUMBER);
        if (settings.dossierCode().otherwise() == NpspSettings.Otherwise.REFUSE) {
            return new Outcome.Refused(problem);
        }
        Items.note(odd, problem);
        return null;
    }

    private static void compose(Item item) {
        byte[] body = Items.mapped(item).body();
        byte[] composed = Words.composed(body);
        if (composed != body) {
            Items.replace(item, composed, List.of());
        }
    }

    private static Conversation.Portal portal(NpspSettings settings, Wire wire, Memos memos, InstantSource clock) {
        SharedSession shared = new SharedSession(memos, new Seal(settings), clock);
        return new Conversation.Portal(
                settings,
                new Addresses(settings),
                new Envelope(settings.madonvi(), settings.profile() == NpspSettings.Profile.RELAY),
                wire,
                new Judge(settings),
                new Session(settings.session(), shared, clock),
                clock);
    }
}
