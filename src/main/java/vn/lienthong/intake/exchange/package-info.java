/**
 * Dossiers that wait at a dossier exchange of 2013 ({@code IExchDocumentService}): a SOAP service that is asked what waits
 * ({@code pullDocument}) and gives it again until it hears that it was taken ({@code updateSendSignal}). A route names an exchange
 * of the settings ({@code exchanges.<name>}); see {@link vn.lienthong.intake.exchange.ExchangePolling}.
 *
 * <pre>
 * pull → page → enter → acknowledge → page → enter → acknowledge … → pull
 * </pre>
 *
 * <p>What is acknowledged is in the ledger: where a process ends between the two, at most a page comes again, and the ledger
 * drops it. The exchange itself keeps how far it is, so nothing is noted here, and several processes may ask one. A record is
 * known by its {@code onlineId}; where it comes again with other content it is a newer version. The exchange cannot be told which
 * version was taken: one that is changed between the two calls is acknowledged with the older. So that
 * this stays a moment, a process acknowledges nothing of a page behind which another has entered one.
 *
 * <p>Names of wrappers ({@code arg0}, {@code return}) are assumed, as the contract says; another site's WSDL takes its place by
 * a setting. The account travels inside the messages and reaches no log.
 */
@NullMarked
package vn.lienthong.intake.exchange;

import org.jspecify.annotations.NullMarked;
