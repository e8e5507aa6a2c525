#!/usr/bin/env -S dotnet run
// What people do with the project: `dotnet run casa.cs help` lists it. The verbs live in casa/, one file each.
#:project casa/Casa.csproj
#:property PublishAot=false

return await Casa.Verbs.Invoke(args);
