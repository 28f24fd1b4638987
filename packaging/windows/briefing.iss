; 简报台 (Briefing): the installer for Windows. README.md in this folder tells how it is built.
; It installs for one person, asks for no administrator, and never touches the folder of that person's library.

#if VER < EncodeVer(6, 3, 0)
  #error Inno Setup 6.3 or later is needed: it is the first that knows x64compatible.
#endif
#ifndef Version
  #error Version is missing. "python packaging\dev.py build" gives it; by hand: /DVersion=1.2.3
#endif
#ifndef Numbers
  #error Numbers is missing. "python packaging\dev.py build" gives it; by hand: /DNumbers=1.2.3.0
#endif
#ifndef Bundle
  #error Bundle is missing. "python packaging\dev.py build" gives it; by hand: /DBundle=folder of Briefing.exe
#endif
#ifndef Icon
  #error Icon is missing. "python packaging\dev.py build" gives it; by hand: /DIcon=briefing.ico
#endif
#ifndef Output
  #error Output is missing. "python packaging\dev.py build" gives it; by hand: /DOutput=folder for the installer
#endif

[Setup]
AppId={{A3C0823E-F839-41CF-922F-9140CB9DBC3F}
AppName=简报台
AppVersion={#Version}
AppVerName=简报台 {#Version}
AppPublisher=The Briefing developers
AppCopyright=Copyright (c) 2026 The Briefing developers
VersionInfoVersion={#Numbers}
VersionInfoDescription=简报台安装程序
VersionInfoProductName=简报台
PrivilegesRequired=lowest
DefaultDirName={autopf}\Briefing
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Windows 10 version 1809, the oldest that Qt 6.9 to 6.11 run on.
MinVersion=10.0.17763
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\Briefing.exe
UninstallDisplayName=简报台
OutputDir={#Output}
OutputBaseFilename=briefing-{#Version}-setup
ShowLanguageDialog=no
ChangesAssociations=yes
; A running program is asked to close, never killed: it writes what was typed before it goes. It does not register for
; a restart, so nothing is promised about one.
CloseApplications=yes
CloseApplicationsFilter=*.exe,*.dll,*.pyd
RestartApplications=no

[Languages]
Name: "zh"; MessagesFile: "compiler:Default.isl,chinese.isl"

[Tasks]
Name: "desktop"; Description: "在桌面上放一个快捷方式"
Name: "notes"; Description: "双击批注文件（.bnotes）时用简报台打开"
Name: "libraries"; Description: "双击资料库文件（.briefing）时用简报台打开"

[InstallDelete]
; Modules of an older version must not lie among those of this one. Nothing of a person's is ever kept in here.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\Briefing.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Bundle}\briefing-cli.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Bundle}\_internal\*"; DestDir: "{app}\_internal"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\简报台"; Filename: "{app}\Briefing.exe"; Comment: "从政府工作报告准备会议简报"
Name: "{autodesktop}\简报台"; Filename: "{app}\Briefing.exe"; Comment: "从政府工作报告准备会议简报"; Tasks: desktop

[Registry]
Root: HKCU; Subkey: "Software\Classes\Briefing.Notes"; ValueType: string; ValueData: "简报台批注"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Briefing.Notes\DefaultIcon"; ValueType: string; ValueData: "{app}\Briefing.exe,0"
Root: HKCU; Subkey: "Software\Classes\Briefing.Notes\shell\open\command"; ValueType: string; ValueData: """{app}\Briefing.exe"" open ""%1"""
Root: HKCU; Subkey: "Software\Classes\.bnotes"; ValueType: string; ValueData: "Briefing.Notes"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: notes
Root: HKCU; Subkey: "Software\Classes\.bnotes"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-briefing-notes"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Classes\.bnotes\OpenWithProgids"; ValueType: string; ValueName: "Briefing.Notes"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Classes\Briefing.Library"; ValueType: string; ValueData: "简报台资料库"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\Briefing.Library\DefaultIcon"; ValueType: string; ValueData: "{app}\Briefing.exe,0"
Root: HKCU; Subkey: "Software\Classes\Briefing.Library\shell\open\command"; ValueType: string; ValueData: """{app}\Briefing.exe"" open ""%1"""
Root: HKCU; Subkey: "Software\Classes\.briefing"; ValueType: string; ValueData: "Briefing.Library"; Flags: uninsdeletevalue uninsdeletekeyifempty; Tasks: libraries
Root: HKCU; Subkey: "Software\Classes\.briefing"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-briefing-library"; Flags: uninsdeletevalue uninsdeletekeyifempty
Root: HKCU; Subkey: "Software\Classes\.briefing\OpenWithProgids"; ValueType: string; ValueName: "Briefing.Library"; ValueData: ""; Flags: uninsdeletevalue uninsdeletekeyifempty

[Run]
Filename: "{app}\Briefing.exe"; Description: "现在打开简报台"; Flags: nowait postinstall skipifsilent
