package io.reglament.local;

import java.util.List;

final class SampleUsers {

    static final List<String> IDS = List.of("admin", "manager", "specialist", "analyst", "operator", "head");

    private SampleUsers() {}
}
