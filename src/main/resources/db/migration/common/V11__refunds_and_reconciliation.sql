-- Refunds: asked for by one person, approved by another. A payment moves when its refund is approved, and when the money has
-- gone back; a refund that is withdrawn or declined before leaves it where it is.

CREATE TABLE payment_refund (
    id ${id} PRIMARY KEY,
    payment BIGINT NOT NULL REFERENCES payment (id),
    state ${text} NOT NULL,
    reason ${text} NOT NULL,                -- why the money is to go back, in the words of who asks
    asked_by ${text} NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by ${text},                     -- who approved, declined or withdrew it
    decided_at BIGINT,
    decision ${text},                       -- in that person's words
    ended_by ${text},                       -- who recorded what became of it
    ended_at BIGINT,
    outcome ${text},                        -- in that person's words
    document ${text}                        -- what proves it: the number of the transfer, or file and line
);
CREATE UNIQUE INDEX payment_refund_open ON payment_refund (payment) WHERE state IN ('ASKED', 'APPROVED');
CREATE INDEX payment_refund_payment ON payment_refund (payment, id);

-- Reconciliation: a payment system's settlement file beside the books. Moves no payment.

CREATE TABLE payment_reconciliation (
    id ${id} PRIMARY KEY,
    hash ${text} NOT NULL,                  -- SHA-256 of the file, byte for byte
    layout ${text} NOT NULL,                -- the mapping that read it
    run INTEGER NOT NULL,                   -- counts the reports on the same file, from 1
    name ${text} NOT NULL,                  -- of the file
    taken_by ${text} NOT NULL,
    started_at BIGINT NOT NULL,
    touched_at BIGINT NOT NULL,             -- when its process last wrote a page of it
    ended_at BIGINT,                        -- null: being made, or its process died
    from_at BIGINT,                         -- the time its paid lines are of
    until_at BIGINT,
    tasks INTEGER NOT NULL DEFAULT 0        -- payments that got a task because of it
);
CREATE UNIQUE INDEX payment_reconciliation_file ON payment_reconciliation (hash, layout, run);

-- Each line of the file, and each payment of its days that stands in our books only.
CREATE TABLE payment_reconciliation_line (
    reconciliation BIGINT NOT NULL REFERENCES payment_reconciliation (id),
    number BIGINT NOT NULL,
    place ${text} NOT NULL,                 -- in the file; empty: only in our books
    verdict ${text} NOT NULL,               -- its class
    problem ${text},                        -- what a person should know of it
    gateway ${text},
    reference ${text},
    transaction_no ${text},
    dossier ${text},
    status ${text},                         -- paid, failed, pending, refunded
    amount BIGINT,                          -- đồng, as the file says; null: it cannot be read, or the line is not in the file
    happened_at BIGINT,
    payment BIGINT,                         -- ours; null: none is meant
    booked BIGINT,                          -- đồng, as our books say of that payment
    PRIMARY KEY (reconciliation, number)
);
CREATE INDEX payment_reconciliation_verdict ON payment_reconciliation_line (reconciliation, verdict, number);
CREATE INDEX payment_reconciliation_reference ON payment_reconciliation_line (reconciliation, reference);
CREATE INDEX payment_reconciliation_payment ON payment_reconciliation_line (payment) WHERE payment IS NOT NULL;
CREATE INDEX payment_event_paid ON payment_event (happened_at) WHERE to_state = 'PAID';
