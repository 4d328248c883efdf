package io.reglament.access;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The people at the vendor, as those who work with them see them. */
@Component
public class Colleagues {

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

    Colleagues(IdentityService identity) {
        this.identity = identity;
    }

    /**
     * @return names by user id in the order of the names, at most 200 of a group: who is in one of the groups and serves
     *     the product
     */
    public Map<String, String> of(Collection<String> groups, String product) {
        List<String> names = List.copyOf(groups);
        NativeUserQuery query = identity.createNativeUserQuery()
                .sql(MEMBERS.formatted(IntStream.range(0, names.size())
                        .mapToObj("#{group%d}"::formatted)
                        .collect(Collectors.joining(", "))));
        query.parameter("tenant", product).parameter("most", MOST);
        for (int i = 0; i < names.size(); i++) {
            query.parameter("group" + i, names.get(i));
        }
        return query.list().stream().collect(Collectors.toMap(User::getId, Colleagues::name)).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    /** @return whether the person is in one of the groups and serves the product */
    public boolean include(Collection<String> groups, String product, String userId) {
        return groups.stream()
                .anyMatch(group -> identity.createUserQuery()
                                .userId(userId)
                                .memberOfTenant(product)
                                .memberOfGroup(group)
                                .count()
                        > 0);
    }

    /** @return whether there is such a user */
    public boolean exists(String userId) {
        return identity.createUserQuery().userId(userId).count() > 0;
    }

    /** @return the person's name, or the id where there is none */
    public String name(String userId) {
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
