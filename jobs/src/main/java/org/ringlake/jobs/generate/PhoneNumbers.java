package org.ringlake.jobs.generate;

/**
 * Telephone numbers that can belong to nobody: landlines of nine large Chinese cities whose local
 * part begins with 0. There a leading 0 is the trunk prefix, so no subscriber has such a number,
 * yet libphonenumber takes them as valid for region CN. Ninety million of them; after that numbers
 * repeat, as shared lines do.
 */
final class PhoneNumbers {
  private static final String[] AREAS = {"10", "20", "22", "23", "24", "25", "27", "28", "29"};
  private static final long PER_AREA = 10_000_000;
  private static final long CAPACITY = AREAS.length * PER_AREA;

  /**
   * Prime and no divisor of the capacity, so that neighbours get distant numbers and none meets
   * twice.
   */
  private static final long STRIDE = 48_271_121;

  private PhoneNumbers() {}

  /** As the switch writes it: national digits, or now and then E.164. */
  static String dialled(long customer) {
    String area = area(customer);
    String local = local(customer);
    return customer % 3 == 0 ? "+86" + area + local : "0" + area + local;
  }

  /** As people type it into a CRM. */
  static String written(long customer) {
    String local = local(customer);
    return "0%s-%s %s".formatted(area(customer), local.substring(0, 4), local.substring(4));
  }

  private static String area(long customer) {
    return AREAS[(int) (place(customer) / PER_AREA)];
  }

  private static String local(long customer) {
    return Id.of("0", place(customer) % PER_AREA, 7);
  }

  private static long place(long customer) {
    return customer % CAPACITY * STRIDE % CAPACITY;
  }
}
