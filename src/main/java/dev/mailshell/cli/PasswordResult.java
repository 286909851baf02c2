package dev.mailshell.cli;

import dev.mailshell.model.MailAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is printed once a user has a new password: nothing, unless we made it. */
record PasswordResult(CliContext context, MailAddress user) {

    void print(boolean generated, String password, boolean json) {
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("address", user.value());
            if (generated) {
                fields.put("password", password);
            }
            Json.print(context.out(), fields);
        } else if (generated) {
            context.out().println(password);
        }
    }
}
