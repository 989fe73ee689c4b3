-- As the JdbcMessageIdRepository of Camel wants it. It could make it by itself, but not when several
-- processes start at once.
CREATE TABLE CAMEL_MESSAGEPROCESSED (
    processorName VARCHAR(255) NOT NULL,
    messageId VARCHAR(255) NOT NULL,
    createdAt TIMESTAMP,
    PRIMARY KEY (processorName, messageId)
);

CREATE TABLE receipts (
    biz_id VARCHAR(64) NOT NULL,
    success BOOLEAN,
    err_code VARCHAR(64),
    worker VARCHAR(64) NOT NULL
);
