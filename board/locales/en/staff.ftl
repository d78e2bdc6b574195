### Staff: who they are, and who changed what about them. In English.

staff-skills = Skills
staff-reachable = the bot and the rooms reach them
staff-not-started = Has not started the bot: it cannot write to them
staff-cannot-write = The bot cannot write to them: { $reason }
staff-cannot-invite = Cannot be added to rooms, gets links: { $reason }
unreachable-blocked = the bot is blocked
unreachable-privacy = their privacy settings do not allow it
unreachable-too-many-chats = they are in as many chats as Telegram allows
unreachable-no-address = the desk’s account does not know them

## What is done

staff-add = Add somebody
staff-change = Change
staff-change-whom = Change { $whom }
staff-remove = Take off staff
staff-remove-whom = Take { $whom } off staff
staff-save = Save
staff-close = Close
staff-capacity = Tickets at once
staff-role = Role
staff-changed = Changed: { $whom }
staff-removed = { $whom } is off staff.
staff-added = { $whom } is on staff.
staff-is-on-staff = on staff
staff-add-words = Name, @username, number or id
staff-add-as = Add { $whom } as { $role }
staff-add-nobody = Nobody like that has written to the bot.
staff-ask-bot = Have the bot look for @{ $username }
staff-asked-bot = The bot asks you about @{ $username } in its chat.

## Changes

staff-changes = Changes
staff-changes-none = Nothing was changed yet.
staff-more = Earlier ones
staff-head-when = When
staff-head-whom = Whom
staff-head-what = What
staff-head-by = By
staff-nothing = none
staff-change-added = added as { $after }
staff-change-removed = taken off staff, was { $before }
staff-change-role = role: { $before } → { $after }
staff-change-capacity = tickets at once: { $before } → { $after }
staff-change-skills = skills: { $before } → { $after }
