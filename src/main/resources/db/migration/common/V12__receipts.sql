-- Receipts: owed of every payment from the moment it is paid, and asked for until there is one or a person must look.

CREATE TABLE payment_receipt (
    payment BIGINT PRIMARY KEY REFERENCES payment (id),
    gateway ${text} NOT NULL,
    since BIGINT NOT NULL,                  -- when the payment was paid
    ask_at BIGINT,                          -- when to ask, or when the lease of who asks runs out; null: it is here, or given up
    tries INTEGER NOT NULL,
    problem ${text},                        -- why the last try got none
    address ${text},                        -- as the payment system named it
    pdf ${bytes},
    hash ${text},                           -- SHA-256 of the PDF, or of the address if there is no PDF
    received_at BIGINT
);
CREATE INDEX payment_receipt_ask ON payment_receipt (gateway, ask_at) WHERE ask_at IS NOT NULL;

-- For retention: messages that concern no payment, by age.
CREATE INDEX payment_message_stray ON payment_message (last_at) WHERE payment IS NULL AND received IS NOT NULL;
