package io.reglament.process.request;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.request.Assignees;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The people who may work on requests of a product: members of its specialists' groups and of its tenant. */
@Component
class Specialists implements Assignees {

    private static final int MOST = 200;

    /** The engine's own query takes one group a time. */
    private static final String MEMBERS = """
            select u.* from act_id_user u where u.id_ in (
                select of_group.user_id_ from (
                    select m.user_id_, row_number() over (partition by m.group_id_ order by m.user_id_) as place
                    from act_id_membership m join act_id_tenant_member t on t.user_id_ = m.user_id_
                    where m.group_id_ in (%s) and t.tenant_id_ = #{tenant}
                ) of_group where of_group.place <= #{most})
            """;

    private final IdentityService identity;
    private final ProductProfiles profiles;

    Specialists(IdentityService identity, ProductProfiles profiles) {
        this.identity = identity;
        this.profiles = profiles;
    }

    @Override
    public boolean mayWork(String product, String userId) {
        return include(profiles.get(product), userId);
    }

    /** @return names by user id, at most 200 of a group */
    Map<String, String> of(ProductProfile profile) {
        List<String> groups = profile.groups().specialists();
        NativeUserQuery query = identity.createNativeUserQuery()
                .sql(MEMBERS.formatted(IntStream.range(0, groups.size())
                        .mapToObj("#{group%d}"::formatted)
                        .collect(Collectors.joining(", "))));
        query.parameter("tenant", profile.code()).parameter("most", MOST);
        for (int i = 0; i < groups.size(); i++) {
            query.parameter("group" + i, groups.get(i));
        }
        return query.list().stream().collect(Collectors.toMap(User::getId, Specialists::name)).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, java.util.LinkedHashMap::new));
    }

    /** @return whether this person may work on requests of the product */
    boolean include(ProductProfile profile, String userId) {
        return profile.groups().specialists().stream()
                .anyMatch(group -> identity.createUserQuery()
                                .userId(userId)
                                .memberOfTenant(profile.code())
                                .memberOfGroup(group)
                                .count()
                        > 0);
    }

    boolean exists(String userId) {
        return identity.createUserQuery().userId(userId).count() > 0;
    }

    /** @return name of the person, or the id where there is none */
    String name(String userId) {
        User user = identity.createUserQuery().userId(userId).singleResult();
        return user == null ? userId : name(user);
    }

    private static String name(User user) {
        String name = ((user.getFirstName() == null ? "" : user.getFirstName()) + " "
                        + (user.getLastName() == null ? "" : user.getLastName()))
                .strip();
        return name.isEmpty() ? user.getId() : name;
    }
}
