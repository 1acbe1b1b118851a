package org.ringlake.jobs.generate;

/**
 * Keeps the CRM's customer records: loads list names, enrols strangers, notes wishes and better
 * profiles.
 */
final class CustomerDesk {
  private static final int REQUIRED_FIELDS = 8;

  private final RowSink sink;
  private final long firstDay;

  CustomerDesk(RowSink sink, long firstDay) {
    this.sink = sink;
    this.firstDay = firstDay;
  }

  void load(Customer customer) {
    if (customer.isInCrm) {
      write(customer, null, customer.createdAt);
    }
  }

  /** An agent learnt more; somebody who was in no CRM is from now on. */
  void learn(Customer customer, Person person, long at, Dice dice) {
    if (!customer.isInCrm) {
      customer.isInCrm = true;
      customer.createdAt = at;
    }
    int learnt = dice.between(0, 2);
    customer.filledFields = Math.min(REQUIRED_FIELDS, customer.filledFields + learnt);
    write(customer, person, at);
  }

  void stopCalling(Customer customer, Person person, long at) {
    customer.doNotCallFrom = Moment.dayOf(at) + 1;
    if (customer.isInCrm) {
      write(customer, person, at);
    }
  }

  private void write(Customer customer, Person updatedBy, long at) {
    String line =
        new CsvRow()
            .text(customer.id)
            .text(PhoneNumbers.written(customer.number))
            .time(customer.createdAt)
            .text(customer.segment)
            .optionalDate(customer.doNotCallFrom)
            .number(REQUIRED_FIELDS)
            .number(customer.filledFields)
            .text(updatedBy == null ? null : updatedBy.id())
            .time(at)
            .toString();
    sink.accept(RawFeed.CUSTOMERS, Math.max(firstDay, Moment.dayOf(at)), line);
  }
}
