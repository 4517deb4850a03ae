-- A small study as the first version of the format holds it: two documents, one coding, an
-- action that was undone and done again.
INSERT INTO "attribute" VALUES(1,'wave','number');
INSERT INTO "code" VALUES(0,'record','','','','','[]',NULL,NULL,1,'active',NULL);
INSERT INTO "coder" VALUES(1,'ana','human');
INSERT INTO "coder" VALUES(2,'ben','human');
INSERT INTO "coding" VALUES(1,1,0,22,0,1,'barrier',NULL);
INSERT INTO "document" VALUES(1,'a',1);
INSERT INTO "document" VALUES(2,'b',1);
INSERT INTO "excerpt" VALUES(1,0,22,'The record never loads','',' 🙂.
Why is that?
Nobody ');
INSERT INTO "operation" VALUES(1,'01a200af-25d8-72d1-915c-765bd1ff5c97','2026-11-22T00:36:48.216232246Z','ana','do',NULL,'make the study',NULL,'[{"title":{"before":"","after":"Two sites"}}]');
INSERT INTO "operation" VALUES(2,'01a200af-25d8-72d1-915c-765bd1ff5c98','2026-11-22T00:36:48.216232246Z','ana','do',NULL,'add 2 coders',NULL,'[{"coder":[1,{"before":null,"after":{"name":"ana","kind":"human"}}]},{"coder":[2,{"before":null,"after":{"name":"ben","kind":"human"}}]}]');
INSERT INTO "operation" VALUES(3,'01a200af-26a5-7240-bd70-69fb5ac5cbcc','2026-11-22T00:36:48.421540637Z',NULL,'do',NULL,'import 2 documents',NULL,'[{"document":[1,{"before":null,"after":{"name":"a","version":1,"source_name":"a.txt","source_hash":"91e2f7bf0a906284139177b2ff96765261acf8ebe65a25881fa3782ecd5486f3","format":"txt","encoding":"UTF-8","text_hash":"95f91aa20af14ba988ce6cdf9c531a41af585a8291c685bdef4fc184272c39c5","length":52,"words":9,"speakers":["NURSE","INTERVIEWER"],"turns":{"start":[0,26,39],"end":[25,38,52],"speaker":[0,1,0]}}}]},{"document":[2,{"before":null,"after":{"name":"b","version":1,"source_name":"b.txt","source_hash":"cbef85b98e3c2556a587a68ea0fa8c51e408b7083ab1ae6ba2a846bbcbe4c18a","format":"txt","encoding":"UTF-8","text_hash":"1ae52ebabe626e2ee1f1fb076e27c7e4a7c5476405f48e9e139af447a3c8631f","length":27,"words":5,"speakers":["Ann","Bo"],"turns":{"start":[0,10,21],"end":[9,20,27],"speaker":[0,1,0]}}}]},{"attribute":[1,{"before":null,"after":{"name":"wave","kind":"number"}}]},{"value":[1,1,{"before":null,"after":["number","1"]}]},{"value":[2,1,{"before":null,"after":["number","1"]}]}]');
INSERT INTO "operation" VALUES(4,'01a200af-26d4-75fe-9107-a89799abee69','2026-11-22T00:36:48.468245077Z',NULL,'do',NULL,'add the code `record`',NULL,'[{"code":[0,{"before":null,"after":{"name":"record","assignable":true,"state":"active"}}]}]');
INSERT INTO "operation" VALUES(5,'01a200af-2754-7320-b5e6-9f5c8432499b','2026-11-22T00:36:48.596749282Z',NULL,'undo',4,'add the code `record`',NULL,NULL);
INSERT INTO "operation" VALUES(6,'01a200af-27a4-77b2-b06d-3765a656d02c','2026-11-22T00:36:48.676815897Z',NULL,'redo',4,'add the code `record`',NULL,NULL);
INSERT INTO "operation" VALUES(7,'01a200b0-16fc-719d-a9b2-23b3458c436a','2026-11-22T00:37:49.948897786Z','ana','do',NULL,'code an excerpt of a as record',NULL,'[{"codings_added":{"id":[1],"document":[1],"start":[0],"end":[22],"code":[0],"coder":[1],"valence":[-1]}}]');
INSERT INTO "source" VALUES('91e2f7bf0a906284139177b2ff96765261acf8ebe65a25881fa3782ecd5486f3',X'4E555253453A20546865207265636F7264206E65766572206C6F61647320F09F99822E0A0A494E5445525649455745523A2057687920697320746861743F0A0A4E555253453A204E6F626F6479206B6E6F77732E0A');
INSERT INTO "source" VALUES('cbef85b98e3c2556a587a68ea0fa8c51e408b7083ab1ae6ba2a846bbcbe4c18a',X'416E6E3A204F6E6520736974652E0A0A426F3A2054776F2073697465732E0A0A416E6E3A2054687265652E0A');
INSERT INTO "speaker" VALUES(1,1,0,'NURSE');
INSERT INTO "speaker" VALUES(1,1,1,'INTERVIEWER');
INSERT INTO "speaker" VALUES(2,1,0,'Ann');
INSERT INTO "speaker" VALUES(2,1,1,'Bo');
INSERT INTO "study" VALUES(1,'Two sites','','');
INSERT INTO "text" VALUES('95f91aa20af14ba988ce6cdf9c531a41af585a8291c685bdef4fc184272c39c5','The record never loads 🙂.
Why is that?
Nobody knows.');
INSERT INTO "text" VALUES('1ae52ebabe626e2ee1f1fb076e27c7e4a7c5476405f48e9e139af447a3c8631f','One site.
Two sites.
Three.');
INSERT INTO "turn" VALUES(1,1,1,0,25,0,NULL,NULL);
INSERT INTO "turn" VALUES(1,1,2,26,38,1,NULL,NULL);
INSERT INTO "turn" VALUES(1,1,3,39,52,0,NULL,NULL);
INSERT INTO "turn" VALUES(2,1,1,0,9,0,NULL,NULL);
INSERT INTO "turn" VALUES(2,1,2,10,20,1,NULL,NULL);
INSERT INTO "turn" VALUES(2,1,3,21,27,0,NULL,NULL);
INSERT INTO "value" VALUES(1,1,'1');
INSERT INTO "value" VALUES(2,1,'1');
INSERT INTO "version" VALUES(1,1,'a.txt','91e2f7bf0a906284139177b2ff96765261acf8ebe65a25881fa3782ecd5486f3','txt','UTF-8','95f91aa20af14ba988ce6cdf9c531a41af585a8291c685bdef4fc184272c39c5',52,9);
INSERT INTO "version" VALUES(2,1,'b.txt','cbef85b98e3c2556a587a68ea0fa8c51e408b7083ab1ae6ba2a846bbcbe4c18a','txt','UTF-8','1ae52ebabe626e2ee1f1fb076e27c7e4a7c5476405f48e9e139af447a3c8631f',27,5);
PRAGMA application_id = 1416129908;
PRAGMA user_version = 1;
