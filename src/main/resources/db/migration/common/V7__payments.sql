-- Payments. An order is made once at a payment system and keeps its name there for ever; another one for the same fees gets
-- another name. Every change of state is an event, and what proves it is a row of payment_message.

CREATE TABLE payment (
    id ${id} PRIMARY KEY,
    gateway ${text} NOT NULL,               -- payment-platform or paygov
    reference ${text} NOT NULL,             -- the order's name at the payment system: MaThamChieu, orderId
    request_code ${text} NOT NULL,          -- PayGov's second name for it: requestCode
    dossier ${text} NOT NULL,
    attempt INTEGER NOT NULL,               -- counts the dossier's orders at the payment system
    amount BIGINT NOT NULL,                 -- đồng
    request ${bytes},                       -- as the agency's system gave it; null: retention has deleted it
    state ${text} NOT NULL,
    since BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    url ${text},                            -- where the payer pays
    transaction_no ${text},                 -- the payment system's number of what was paid
    ask_at BIGINT,                          -- when to ask the payment system, or when the lease of who asks runs out
    task ${text},                           -- the problem a person has to solve; null: none
    task_since BIGINT,
    tell SMALLINT NOT NULL DEFAULT 0        -- it came to an end that the ministry's systems are still to hear of
);
CREATE UNIQUE INDEX payment_reference ON payment (gateway, reference);
CREATE INDEX payment_dossier ON payment (dossier, id);
CREATE INDEX payment_ask ON payment (ask_at) WHERE ask_at IS NOT NULL;
CREATE INDEX payment_task ON payment (id) WHERE task IS NOT NULL;
CREATE INDEX payment_tell ON payment (id) WHERE tell = 1;
CREATE INDEX payment_body ON payment (since) WHERE request IS NOT NULL;
CREATE INDEX payment_state ON payment (state, id);

-- What a payment is for. At most one order at a time can be paid for a fee of a dossier.
CREATE TABLE payment_fee (
    payment BIGINT NOT NULL REFERENCES payment (id),
    dossier ${text} NOT NULL,
    fee ${text} NOT NULL,
    payable SMALLINT NOT NULL,
    PRIMARY KEY (payment, fee)
);
CREATE UNIQUE INDEX payment_fee_payable ON payment_fee (dossier, fee) WHERE payable = 1;
CREATE INDEX payment_fee_dossier ON payment_fee (dossier, fee);

-- What went over the network, and what it came to: proof where it changed something, evidence where it did not. Never holds
-- a card's data. The same message again is counted and not kept twice.
CREATE TABLE payment_message (
    id ${id} PRIMARY KEY,
    payment BIGINT REFERENCES payment (id), -- null: no payment of ours is meant
    gateway ${text} NOT NULL,
    kind ${text} NOT NULL,                  -- create, query, notice, look-up
    verdict ${text} NOT NULL,
    problem ${text},                        -- why it changed nothing
    happened_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times INTEGER NOT NULL,
    status INTEGER,                         -- of an answer over HTTP
    sent ${bytes},
    received ${text},                       -- the fields that are known and may be kept, as JSON
    hash ${text} NOT NULL                   -- SHA-256 of what was received, byte for byte
);
CREATE INDEX payment_message_hash ON payment_message (hash);
CREATE INDEX payment_message_payment ON payment_message (payment, id);

CREATE TABLE payment_event (
    id ${id} PRIMARY KEY,
    payment BIGINT NOT NULL REFERENCES payment (id),
    happened_at BIGINT NOT NULL,
    decided_by ${text} NOT NULL,            -- lienthong, or a person
    from_state ${text},                     -- null: the payment was made
    to_state ${text} NOT NULL,
    reason ${text} NOT NULL,                -- a code, or a person's words
    proof BIGINT REFERENCES payment_message (id)
);
CREATE INDEX payment_event_payment ON payment_event (payment, id);
