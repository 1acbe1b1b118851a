package org.ringlake.feed;

/** The types a feed's column can have; text that does not fit its type is a rejected row. */
public enum ColumnType {
  STRING,
  /** A whole number. */
  INT,
  /** A whole number of seconds. */
  SECONDS,
  /** An amount of money: DECIMAL(18,2), rounded half up. */
  MONEY,
  /** A number with decimals: DECIMAL(18,6). */
  NUMBER,
  BOOLEAN,
  DATE,
  /** An instant; text without an offset is local time in the source's zone. */
  TIMESTAMP
}
