package org.ringlake.jobs.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Chinese mobile numbers, and the ways people write them. */
final class Phones {
  private final Dice dice;
  private final Set<String> numbers = new TreeSet<>();

  Phones(Dice dice) {
    this.dice = dice;
  }

  String newNumber() {
    String number =
        dice.of("138", "139", "150", "186") + "%08d".formatted(dice.between(0, 99_999_999));
    return numbers.add(number) ? number : newNumber();
  }

  List<String> newNumbers(int count) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(newNumber());
    }
    return made;
  }

  String text(String number) {
    String grouped =
        number.substring(0, 3) + "%s" + number.substring(3, 7) + "%s" + number.substring(7);
    return switch (dice.between(0, 5)) {
      case 0 -> "+86" + number;
      case 1 -> "0086" + number;
      case 2 -> "+86 " + grouped.formatted(" ", " ");
      case 3 -> grouped.formatted("-", "-");
      default -> number;
    };
  }

  Set<String> all() {
    return Set.copyOf(numbers);
  }
}
