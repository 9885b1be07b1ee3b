<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name />
  <message numerus="yes">
   <source>Of %n messages only the headline could be read.</source>
   <translation>
    <numerusform>Of %n message only the headline could be read.</numerusform>
    <numerusform>Of %n messages only the headline could be read.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Restored: {folder} (%n files)</source>
   <translation>
    <numerusform>Restored: {folder} (%n file)</numerusform>
    <numerusform>Restored: {folder} (%n files)</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{file} is written: %n rows.</source>
   <translation>
    <numerusform>{file} is written: %n row.</numerusform>
    <numerusform>{file} is written: %n rows.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The %n best hits</source>
   <translation>
    <numerusform>The best hit</numerusform>
    <numerusform>The %n best hits</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n hits</source>
   <translation>
    <numerusform>%n hit</numerusform>
    <numerusform>%n hits</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n of your drafts are for it.</source>
   <translation>
    <numerusform>%n of your drafts is for it.</numerusform>
    <numerusform>%n of your drafts are for it.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Change to {name} in %n places</source>
   <translation>
    <numerusform>Change to {name} in %n place</numerusform>
    <numerusform>Change to {name} in %n places</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n functions</source>
   <translation>
    <numerusform>%n function</numerusform>
    <numerusform>%n functions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n functions are no longer in the address book.</source>
   <translation>
    <numerusform>%n function is no longer in the address book.</numerusform>
    <numerusform>%n functions are no longer in the address book.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n functions have an organisation that it does not have.</source>
   <translation>
    <numerusform>%n function has an organisation that it does not have.</numerusform>
    <numerusform>%n functions have an organisation that it does not have.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The chain is whole: %n events.</source>
   <translation>
    <numerusform>The chain is whole: %n event.</numerusform>
    <numerusform>The chain is whole: %n events.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events were exported.</source>
   <translation>
    <numerusform>%n event was exported.</numerusform>
    <numerusform>%n events were exported.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events were removed.</source>
   <translation>
    <numerusform>%n event was removed.</numerusform>
    <numerusform>%n events were removed.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n times</source>
   <translation>
    <numerusform>%n time</numerusform>
    <numerusform>%n times</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events up to number {number}</source>
   <translation>
    <numerusform>%n event, up to number {number}</numerusform>
    <numerusform>%n events, up to number {number}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n events picked at random.</source>
   <translation>
    <numerusform>%n event picked at random.</numerusform>
    <numerusform>%n events picked at random.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The message is not sent yet: %n things to look at.</source>
   <translation>
    <numerusform>The message is not sent yet: %n thing to look at.</numerusform>
    <numerusform>The message is not sent yet: %n things to look at.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n things to look at</source>
   <translation>
    <numerusform>%n thing to look at</numerusform>
    <numerusform>%n things to look at</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Show %n more</source>
   <translation>
    <numerusform>Show %n more</numerusform>
    <numerusform>Show %n more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n recipients</source>
   <translation>
    <numerusform>%n recipient</numerusform>
    <numerusform>%n recipients</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Sent to %n recipients in {seconds} s</source>
   <translation>
    <numerusform>Sent to %n recipient in {seconds} s</numerusform>
    <numerusform>Sent to %n recipients in {seconds} s</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Sent in %n seconds. {key} takes it back.</source>
   <translation>
    <numerusform>Sent in %n second. {key} takes it back.</numerusform>
    <numerusform>Sent in %n seconds. {key} takes it back.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n parts do not work</source>
   <translation>
    <numerusform>%n part does not work</numerusform>
    <numerusform>%n parts do not work</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages are on their way</source>
   <translation>
    <numerusform>%n message is on its way</numerusform>
    <numerusform>%n messages are on their way</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n rejected</source>
   <translation>
    <numerusform>%n rejected</numerusform>
    <numerusform>%n rejected</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n not delivered</source>
   <translation>
    <numerusform>%n not delivered</numerusform>
    <numerusform>%n not delivered</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without acknowledgement</source>
   <translation>
    <numerusform>%n without acknowledgement</numerusform>
    <numerusform>%n without acknowledgement</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n waiting</source>
   <translation>
    <numerusform>%n waiting</numerusform>
    <numerusform>%n waiting</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n accepted</source>
   <translation>
    <numerusform>%n accepted</numerusform>
    <numerusform>%n accepted</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Send again to the %n who lack it</source>
   <translation>
    <numerusform>Send again to the %n who lacks it</numerusform>
    <numerusform>Send again to the %n who lack it</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Sent {time} to %n recipients</source>
   <translation>
    <numerusform>Sent {time} to %n recipient</numerusform>
    <numerusform>Sent {time} to %n recipients</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Remind the %n who have not answered</source>
   <translation>
    <numerusform>Remind the %n who has not answered</numerusform>
    <numerusform>Remind the %n who have not answered</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Noted for %n messages.</source>
   <translation>
    <numerusform>Noted for %n message.</numerusform>
    <numerusform>Noted for %n messages.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n new messages</source>
   <translation>
    <numerusform>%n new message</numerusform>
    <numerusform>%n new messages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages need action</source>
   <translation>
    <numerusform>%n message needs action</numerusform>
    <numerusform>%n messages need action</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Who takes over %n messages?</source>
   <translation>
    <numerusform>Who takes over the message?</numerusform>
    <numerusform>Who takes over the %n messages?</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages are registered.</source>
   <translation>
    <numerusform>%n message is registered.</numerusform>
    <numerusform>%n messages are registered.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n stay with whoever has them.</source>
   <translation>
    <numerusform>%n stays with whoever has it.</numerusform>
    <numerusform>%n stay with whoever has them.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages are taken.</source>
   <translation>
    <numerusform>%n message is taken.</numerusform>
    <numerusform>%n messages are taken.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages are selected, and all get this.</source>
   <translation>
    <numerusform>%n message is selected, and gets this.</numerusform>
    <numerusform>%n messages are selected, and all get this.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages</source>
   <translation>
    <numerusform>%n message</numerusform>
    <numerusform>%n messages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n drafts</source>
   <translation>
    <numerusform>%n draft</numerusform>
    <numerusform>%n drafts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n selected</source>
   <translation>
    <numerusform>%n selected</numerusform>
    <numerusform>%n selected</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n attachments</source>
   <translation>
    <numerusform>%n attachment</numerusform>
    <numerusform>%n attachments</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages are saved outside the program.</source>
   <translation>
    <numerusform>%n message is saved outside the program.</numerusform>
    <numerusform>%n messages are saved outside the program.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Your organisation's certificate ends on {day} (in %n days). Order a new one.</source>
   <translation>
    <numerusform>Your organisation's certificate ends on {day} (in %n day). Order a new one.</numerusform>
    <numerusform>Your organisation's certificate ends on {day} (in %n days). Order a new one.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>This client's certificate for the access point ends on {day} (in %n days). Order a new one.</source>
   <translation>
    <numerusform>This client's certificate for the access point ends on {day} (in %n day). Order a new one.</numerusform>
    <numerusform>This client's certificate for the access point ends on {day} (in %n days). Order a new one.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The certificate on your card ends on {day} (in %n days). Get a new card.</source>
   <translation>
    <numerusform>The certificate on your card ends on {day} (in %n day). Get a new card.</numerusform>
    <numerusform>The certificate on your card ends on {day} (in %n days). Get a new card.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Nothing was fetched after {day}, for %n days. What waits may be erased after some time, as a rule after ten days. Ask those from whom you expect something.</source>
   <translation>
    <numerusform>Nothing was fetched after {day}, for %n day. What waits may be erased after some time, as a rule after ten days. Ask those from whom you expect something.</numerusform>
    <numerusform>Nothing was fetched after {day}, for %n days. What waits may be erased after some time, as a rule after ten days. Ask those from whom you expect something.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Backups made earlier still hold the messages, as a rule for %n days.</source>
   <translation>
    <numerusform>Backups made earlier still hold the messages, as a rule for %n day.</numerusform>
    <numerusform>Backups made earlier still hold the messages, as a rule for %n days.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Erase %n messages by decision {decision}? Nobody can bring them back.</source>
   <translation>
    <numerusform>Erase %n message by decision {decision}? Nobody can bring it back.</numerusform>
    <numerusform>Erase %n messages by decision {decision}? Nobody can bring them back.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages would be erased.</source>
   <translation>
    <numerusform>%n message would be erased.</numerusform>
    <numerusform>%n messages would be erased.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages, proposed by {name} {time}.</source>
   <translation>
    <numerusform>%n message, proposed by {name} {time}.</numerusform>
    <numerusform>%n messages, proposed by {name} {time}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n are kept from being erased</source>
   <translation>
    <numerusform>%n is kept from being erased</numerusform>
    <numerusform>%n are kept from being erased</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n still wait for their delivery</source>
   <translation>
    <numerusform>%n still waits for its delivery</numerusform>
    <numerusform>%n still wait for their delivery</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n were neither read nor registered</source>
   <translation>
    <numerusform>%n was neither read nor registered</numerusform>
    <numerusform>%n were neither read nor registered</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n were left: they were kept from being erased meanwhile.</source>
   <translation>
    <numerusform>%n was left: it was kept from being erased meanwhile.</numerusform>
    <numerusform>%n were left: they were kept from being erased meanwhile.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n were left: somebody had changed them meanwhile.</source>
   <translation>
    <numerusform>%n was left: somebody had changed it meanwhile.</numerusform>
    <numerusform>%n were left: somebody had changed them meanwhile.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n are erased so far.</source>
   <translation>
    <numerusform>%n is erased so far.</numerusform>
    <numerusform>%n are erased so far.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n are erased.</source>
   <translation>
    <numerusform>%n is erased.</numerusform>
    <numerusform>%n are erased.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages were erased.</source>
   <translation>
    <numerusform>%n message was erased.</numerusform>
    <numerusform>%n messages were erased.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Conversation: %n messages</source>
   <translation>
    <numerusform>Conversation: %n message</numerusform>
    <numerusform>Conversation: %n messages</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Show %n earlier</source>
   <translation>
    <numerusform>Show %n earlier</numerusform>
    <numerusform>Show %n earlier</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n files are saved outside the program.</source>
   <translation>
    <numerusform>%n file is saved outside the program.</numerusform>
    <numerusform>%n files are saved outside the program.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n files are saved in {path}</source>
   <translation>
    <numerusform>%n file is saved in {path}</numerusform>
    <numerusform>%n files are saved in {path}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Forwarded %n times before that: see “Who did what with it”</source>
   <translation>
    <numerusform>Forwarded %n time before that: see “Who did what with it”</numerusform>
    <numerusform>Forwarded %n times before that: see “Who did what with it”</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Sent to %n recipients: show how far all are</source>
   <translation>
    <numerusform>Sent to %n recipient: show how far it is</numerusform>
    <numerusform>Sent to %n recipients: show how far all are</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Locks in %n seconds. Press any key to keep working.</source>
   <translation>
    <numerusform>Locks in %n second. Press any key to keep working.</numerusform>
    <numerusform>Locks in %n seconds. Press any key to keep working.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>and %n more</numerusform>
    <numerusform>and %n more</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The table is saved: %n rows.</source>
   <translation>
    <numerusform>The table is saved: %n row.</numerusform>
    <numerusform>The table is saved: %n rows.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n changes wait for the others</source>
   <translation>
    <numerusform>%n change waits for the others</numerusform>
    <numerusform>%n changes wait for the others</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n in the queue</source>
   <translation>
    <numerusform>%n in the queue</numerusform>
    <numerusform>%n in the queue</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages left to share</source>
   <translation>
    <numerusform>%n message left to share</numerusform>
    <numerusform>%n messages left to share</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages could not be delivered</source>
   <translation>
    <numerusform>%n message could not be delivered</numerusform>
    <numerusform>%n messages could not be delivered</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n messages were accepted</source>
   <translation>
    <numerusform>%n message was accepted</numerusform>
    <numerusform>%n messages were accepted</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>in %n days</source>
   <translation>
    <numerusform>in %n day</numerusform>
    <numerusform>in %n days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n to see to</source>
   <translation>
    <numerusform>%n to see to</numerusform>
    <numerusform>%n to see to</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n overdue</source>
   <translation>
    <numerusform>%n overdue</numerusform>
    <numerusform>%n overdue</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>you have done %n today</source>
   <translation>
    <numerusform>you have done %n today</numerusform>
    <numerusform>you have done %n today</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n files are embedded in this one: {names}</source>
   <translation>
    <numerusform>One file is embedded in this one: {names}</numerusform>
    <numerusform>%n files are embedded in this one: {names}</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Tried %n times.</source>
   <translation>
    <numerusform>Tried once.</numerusform>
    <numerusform>Tried %n times.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Taken out {time} by {name} from SDK Desktop, with %n messages.</source>
   <translation>
    <numerusform>Taken out {time} by {name} from SDK Desktop, with %n message.</numerusform>
    <numerusform>Taken out {time} by {name} from SDK Desktop, with %n messages.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Whole: %n files are as they were taken out.</source>
   <translation>
    <numerusform>Whole: %n file is as it was taken out.</numerusform>
    <numerusform>Whole: %n files are as they were taken out.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n could not be read</source>
   <translation>
    <numerusform>%n could not be read</numerusform>
    <numerusform>%n could not be read</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n could not be delivered</source>
   <translation>
    <numerusform>%n could not be delivered</numerusform>
    <numerusform>%n could not be delivered</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n without acknowledgement – they may have arrived</source>
   <translation>
    <numerusform>%n without acknowledgement – it may have arrived</numerusform>
    <numerusform>%n without acknowledgement – they may have arrived</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n not answered</source>
   <translation>
    <numerusform>%n not answered</numerusform>
    <numerusform>%n not answered</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n have no diary number yet</source>
   <translation>
    <numerusform>%n has no diary number yet</numerusform>
    <numerusform>%n have no diary number yet</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n reminders of yours</source>
   <translation>
    <numerusform>%n reminder of yours</numerusform>
    <numerusform>%n reminders of yours</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{name} has taken these %n messages. Do you want to take them over?</source>
   <translation>
    <numerusform>{name} has taken this message. Do you want to take it over?</numerusform>
    <numerusform>{name} has taken these %n messages. Do you want to take them over?</numerusform>
   </translation>
  </message>
 </context>
</TS>
