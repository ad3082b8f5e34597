// What AssemblyScript's own globals become under WASI, by the aliases in asconfig.json.
import "./abort";
import "./console";
import "./crypto";
import "./process";
import "./time";
