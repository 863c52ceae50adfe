package vn.lienthong.paygov;

import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.intake.Intake;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Store;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.paygov.book.FeeStateBook;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.book.ReceiptBook;
import vn.lienthong.paygov.book.ReconciliationBook;
import vn.lienthong.paygov.book.RefundBook;
import vn.lienthong.paygov.gateway.GatewayClients;
import vn.lienthong.paygov.gateway.PaygovSettings;
import vn.lienthong.paygov.gateway.PaymentsSettings;
import vn.lienthong.paygov.gateway.PlatformSettings;
import vn.lienthong.paygov.gateway.Tables;
import vn.lienthong.paygov.reconciliation.FileReconciliations;
import vn.lienthong.paygov.reconciliation.ReconciliationSettings;
import vn.lienthong.paygov.reconciliation.SettlementInbox;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Policies;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    PaymentsSettings.class,
    PlatformSettings.class,
    PaygovSettings.class,
    ReconciliationSettings.class
})
class PaygovConfiguration {

    @Bean
    PaymentBook paymentBook(Store store, Ledger ledger) {
        return new PaymentBook(store, ledger.time());
    }

    @Bean
    Refunds refunds(Store store, Ledger ledger) {
        return new RefundBook(store, ledger.time());
    }

    @Bean
    Reconciliations reconciliations(Store store, Mappings mappings, Refunds refunds, Ledger ledger) {
        return new FileReconciliations(new ReconciliationBook(store, ledger.time()), mappings, refunds);
    }

    @Bean
    SettlementInbox settlementInbox(
            ReconciliationSettings settings,
            Reconciliations reconciliations,
            ReconciliationFiles reports,
            Ledger ledger) {
        return new SettlementInbox(settings, reconciliations, reports, ledger.time());
    }

    @Bean
    ReconciliationFiles reconciliationFiles(Reconciliations reconciliations) {
        return new ReconciliationFiles(reconciliations);
    }

    @Bean(destroyMethod = "close")
    GatewayClients gatewayClients(
            PlatformSettings platform,
            PaygovSettings paygov,
            PaymentsSettings settings,
            Mappings mappings,
            Policies policies,
            Breakers breakers,
            Ledger ledger) {
        return new GatewayClients(platform, paygov, settings, mappings, policies, breakers, ledger.time());
    }

    @Bean
    Inquiry inquiry(PaymentBook book, GatewayClients clients, Ledger ledger) {
        return new Inquiry(book, clients.all(), ledger.time());
    }

    @Bean
    Payments payments(
            PaymentBook book, GatewayClients clients, Inquiry inquiry, PaymentsSettings settings, Ledger ledger) {
        return new Desk(book, clients.all(), new Tables(settings.tables()), inquiry, ledger.time(), new SecureRandom());
    }

    @Bean
    Telling paymentTelling(PaymentBook book, Memos memos, Intake intake, PaymentsSettings settings) {
        return new Telling(book, memos, intake, settings.tell());
    }

    @Bean
    FeeStateBook feeStates(Store store, Ledger ledger) {
        return new FeeStateBook(store, ledger.time());
    }

    @Bean
    FeeStateSweep feeStateSweep(
            FeeStateBook feeStates, Flows flows, LedgerView view, Intake intake, PaymentsSettings settings) {
        return new FeeStateSweep(feeStates, flows, view, intake, settings.feeState());
    }

    @Bean
    ReceiptBook receipts(Store store, Ledger ledger) {
        return new ReceiptBook(store, ledger.time());
    }

    @Bean
    ReceiptInquiry receiptInquiry(
            PaymentBook book, ReceiptBook receipts, GatewayClients clients, PaymentsSettings settings) {
        return new ReceiptInquiry(
                book,
                receipts,
                clients.all(),
                new Tables(settings.tables()),
                settings.receipts().ages());
    }

    @Bean
    ReceiptSweep platformReceiptSweep(ReceiptBook receipts, ReceiptInquiry inquiry) {
        return new ReceiptSweep(Gateway.PAYMENT_PLATFORM, receipts, inquiry);
    }

    @Bean
    ReceiptSweep paygovReceiptSweep(ReceiptBook receipts, ReceiptInquiry inquiry) {
        return new ReceiptSweep(Gateway.PAYGOV, receipts, inquiry);
    }

    @Bean
    Sweep platformSweep(PaymentBook book, Inquiry inquiry) {
        return new Sweep(Gateway.PAYMENT_PLATFORM, book, inquiry);
    }

    @Bean
    Sweep paygovSweep(PaymentBook book, Inquiry inquiry) {
        return new Sweep(Gateway.PAYGOV, book, inquiry);
    }
}
