package io.reglament.desk.regulation;

import io.reglament.access.CurrentUser;
import io.reglament.crm.CustomerNotFound;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.crm.Regulation;
import io.reglament.desk.DeskPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What each product's regulation says, for everybody who is signed in (OTK-0-01, ECRM-1-01, BONUS-1-01, MEET-0-01). */
@Controller
class RegulationPages implements DeskPage {

    private final ProductProfiles profiles;
    private final CurrentUser user;

    RegulationPages(ProductProfiles profiles, CurrentUser user) {
        this.profiles = profiles;
        this.user = user;
    }

    /**
     * @param word the product's own, verbatim
     */
    record Label(String state, String word) {}

    /** Two texts in the reader's language, one of which says what the other is. */
    record Pair(String name, String value) {}

    @GetMapping("/regulations")
    String list(Model model) {
        model.addAttribute("profiles", profiles.all());
        return "desk/regulations";
    }

    @GetMapping("/regulations/{product}")
    String regulation(@PathVariable String product, Model model) {
        // Codes are lower case in addresses; another spelling is no page.
        ProductProfile profile =
                profiles.find(product).filter(p -> p.code().equals(product)).orElseThrow(() -> new CustomerNotFound(0));
        Language language = user.language();
        List<Label> labels = new ArrayList<>();
        profile.labels().forEach((state, word) -> labels.add(new Label(state, word)));
        Map<String, String> marks = new TreeMap<>();
        profile.marks().forEach((mark, word) -> marks.put(mark.name(), word));
        model.addAttribute("profile", profile);
        model.addAttribute("regulation", profile.regulation());
        model.addAttribute("language", language);
        model.addAttribute("labels", labels);
        model.addAttribute("marks", marks);
        model.addAttribute(
                "categories",
                pairs(
                        profile.categories(),
                        c -> c.label().in(language),
                        c -> c.definition().in(language)));
        regulation(profile.regulation(), language, model);
        return "desk/regulation";
    }

    private static void regulation(Regulation regulation, Language language, Model model) {
        // A profile without the key has a page all the same.
        Regulation r = regulation == null ? new Regulation(null, null, null, null, null, null) : regulation;
        model.addAttribute(
                "glossary",
                pairs(r.glossary(), t -> t.term().in(language), t -> t.meaning().in(language)));
        model.addAttribute(
                "parties",
                pairs(
                        r.parties(),
                        p -> p.name().in(language),
                        p -> p.description().in(language)));
        model.addAttribute("contacts", pairs(r.contacts(), c -> c.name().in(language), Regulation.Channel::value));
        model.addAttribute("legal", pairs(r.legal(), f -> f.name().in(language), Regulation.Fact::value));
    }

    private static <T> List<Pair> pairs(List<T> items, Function<T, String> name, Function<T, String> value) {
        return items.stream()
                .map(item -> new Pair(name.apply(item), value.apply(item)))
                .toList();
    }
}
