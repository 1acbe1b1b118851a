package org.ringlake.jobs.world;

import java.util.ArrayList;
import java.util.List;

/** Who there is: agents, and customers with their phone numbers. */
final class People {
  /** An agent that no roster knows. */
  static final String GHOST = "A77";

  private final Dice dice;
  private final List<String> agents = new ArrayList<>();
  private final List<String> customers = new ArrayList<>();
  private final List<String> loyalCustomers = List.of("S1", "S2", "S3", "S4");
  private final List<String> knownNumbers = new ArrayList<>();
  private final List<String> strangerNumbers;
  private final List<String> loyalNumbers;

  People(Dice dice, Phones phones) {
    this.dice = dice;
    int count = dice.between(7, 11);
    for (int i = 1; i <= count; i++) {
      agents.add("A" + i);
    }
    for (int i = 1; i <= 40; i++) {
      customers.add("C" + i);
    }
    knownNumbers.addAll(phones.newNumbers(30));
    strangerNumbers = phones.newNumbers(30);
    loyalNumbers = phones.newNumbers(loyalCustomers.size());
  }

  /** Agents the roster knows. */
  List<String> agents() {
    return agents;
  }

  List<String> customers() {
    return customers;
  }

  /** Customers with a phone of their own, called by agents of the roster only. */
  List<String> loyalCustomers() {
    return loyalCustomers;
  }

  String loyalNumber(String loyalCustomer) {
    return loyalNumbers.get(loyalCustomers.indexOf(loyalCustomer));
  }

  /** A number of a customer, of one who gave it up, of several, or of nobody. */
  String anyNumber() {
    return dice.of(dice.chance(0.6) ? knownNumbers : strangerNumbers);
  }

  /** A number of some customer, or of one who gave it up. */
  String customersNumber() {
    return dice.of(knownNumbers);
  }

  String extensionOf(int agent) {
    return Integer.toString(8000 + agent);
  }
}
